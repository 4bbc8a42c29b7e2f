/** What a runner can do wrong; an agent of that name has a runner that does it. */
export const misdeeds = [
  'crash at once',
  'crash at work',
  'freeze',
  'turn in circles',
  'leak',
  'flood',
  'ignore stop',
] as const
export type Misdeed = (typeof misdeeds)[number]

export function isMisdeed(name: string): name is Misdeed {
  return misdeeds.some((each) => each === name)
}

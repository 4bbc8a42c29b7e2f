/** Where the packed app, and its packages, were put for those who test and measure it. */
export function packagedFolder(): string {
  const output = process.env.KAIHE_PACKAGED
  if (output === undefined)
    throw new Error('KAIHE_PACKAGED is not set: the app is packed by "npm test -- e2e" and "npm run bench".')
  return output
}

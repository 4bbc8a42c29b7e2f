/**
 * A number from 0 up to 1 that looks random and is the same at every look for one trigger and one moment, so that a restart,
 * a preview and a replay agree (FNV-1a with a final mix).
 */
export function chanceOf(triggerId: string, moment: number): number {
  let hash = 0x811c9dc5
  for (const character of `${triggerId} ${moment}`) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193)
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32
}

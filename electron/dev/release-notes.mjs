import { SetupError } from './run.mjs'

/** What a version brings, out of CHANGELOG.md: the lines under its heading, each entry on one line. */
export function releaseNotes(changelog, version) {
  const parts = changelog.split(/^(?=## )/m)
  const part = parts.find((each) => each.startsWith(`## ${version}\n`) || each.startsWith(`## ${version} `))
  const lines = part === undefined ? '' : part.split('\n').slice(1).join('\n').trim()
  if (lines === '') throw new SetupError(`CHANGELOG.md says nothing about version ${version}.`)
  // An entry is folded in the file for those who edit it; those who read the notes get it in one piece.
  return lines.replace(/\n {2,}(?=\S)/g, ' ')
}

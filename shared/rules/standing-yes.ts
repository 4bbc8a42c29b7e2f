import type { PlannedAct } from '../model/planned-act.ts'
import type { CoveredAct } from '../model/standing-yes.ts'
import type { Step } from '../steps/step.ts'

/** What a yes for always to this act would cover: this kind of act, to this destination. Null where it has none that is fixed. */
export function coverOf(act: PlannedAct, step: Step): CoveredAct | null {
  switch (act.kind) {
    case 'mail':
      return { kind: 'mail', mode: act.mode, from: act.from, to: sorted([...act.to, ...act.cc].map(asPerson)) }
    case 'message':
      return { kind: 'message', to: act.to }
    case 'files': {
      const folders = act.changes.flatMap(({ from, to }) => (from === null ? [to] : [from, to])).map(folderOf)
      const covered = sorted(folders)
      return covered.length > mostFolders
        ? null
        : { kind: 'files', what: sorted(act.changes.map(({ what }) => what)), folders: covered }
    }
    case 'rows':
      return { kind: 'rows', file: act.file }
    case 'command': {
      const { program, folder } = act
      return { kind: 'command', program, folder, arguments: patternFor(act, step) ?? act.arguments }
    }
    case 'tool':
      return { kind: 'tool', server: act.server, tool: act.tool }
    case 'page': {
      const host = URL.parse(act.address)?.host
      return host === undefined ? null : { kind: 'page', host }
    }
  }
}

const mostFolders = 200

/** Whether a yes that was given for always holds for this act: it may go to fewer, never to others. */
export function isCovered(act: PlannedAct, covers: CoveredAct, step: Step): boolean {
  const own = coverOf(act, step)
  if (own === null) return false
  if (own.kind === 'mail' && covers.kind === 'mail') {
    return own.mode === covers.mode && own.from === covers.from && isWithin(own.to, covers.to)
  }
  if (own.kind === 'files' && covers.kind === 'files') {
    return isWithin(own.what, covers.what) && isWithin(own.folders, covers.folders)
  }
  return JSON.stringify(Object.entries(own).toSorted()) === JSON.stringify(Object.entries(covers).toSorted())
}

/** The owner's own arguments, columns and all, where these are what became of them. */
function patternFor(act: Extract<PlannedAct, { kind: 'command' }>, step: Step): string[] | null {
  const program = step.kind === 'runProgram' ? step.program : null
  if (program === null || program.path !== act.program) return null
  const { arguments: pattern } = program
  const fits = pattern.length === act.arguments.length && pattern.every((each, at) => isFilled(each, act.arguments[at]))
  return fits ? pattern : null
}

/** Whether an argument is the pattern with its columns filled in. A value that would be read as an option is never taken for one. */
function isFilled(pattern: string, argument: string | undefined): boolean {
  if (argument === undefined) return false
  const source = [...pattern.matchAll(/\{\{|\}\}|\{[^{}]{1,80}\}|[^]/g)]
    .map(([part]) => {
      if (part === '{{' || part === '}}') return part === '{{' ? '\\{' : '\\}'
      return part.length > 2 && part.startsWith('{') ? '[^]*' : part.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
    })
    .join('')
  if (source.startsWith('[^]*') && argument.startsWith('-')) return false
  return new RegExp(`^(?:${source})$`).test(argument)
}

function isWithin<Word>(words: readonly Word[], all: readonly Word[]): boolean {
  return words.every((word) => all.includes(word))
}

function sorted<Word extends string>(words: readonly Word[]): Word[] {
  return [...new Set(words)].toSorted()
}

function asPerson(address: string): string {
  return address.trim().toLowerCase()
}

function folderOf(path: string): string {
  return path.replace(/[\\/][^\\/]*$/, '')
}

import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** What a start found to do with the data folder, before anything in it was opened. */
export type Exchanged = 'nothing' | 'restored' | 'putBack' | 'deleted'

const noteName = 'exchange.json'
/** Where what was unpacked and looked at waits for the next start. */
export const incomingName = 'incoming'
const asidePrefix = 'before-restoring-'
const keptDays = 7
/** A start that is cut off once may have been cut off by its owner. */
const mostTries = 2

/** Each step only moves what is not moved yet, so that one that was cut off is simply done again. */
const stages = ['setAside', 'putIn', 'try', 'takeOut', 'putBack'] as const
type Stage = (typeof stages)[number]
type Note = { kind: 'delete' } | { kind: 'restore'; stage: Stage; tries: number; aside: string }

/** At the next start what waits in `incoming` takes the place of what there is. */
export function orderRestore(dataFolder: string, stamp: string): void {
  writeNote(dataFolder, { kind: 'restore', stage: 'setAside', tries: 0, aside: asidePrefix + stamp })
}

/** At the next start everything in the data folder is deleted. */
export function orderDeletion(dataFolder: string): void {
  writeNote(dataFolder, { kind: 'delete' })
}

/**
 * Does what was ordered, by renaming alone, and goes on with what was cut off. Called before anything in the folder is opened. A
 * restored state that did not come up in two starts makes place for the old one again.
 */
export function settleExchange(dataFolder: string): Exchanged {
  const note = readNote(dataFolder)
  if (note === null) return 'nothing'
  if (note.kind === 'delete') return deleteAll(dataFolder)
  const aside = join(dataFolder, note.aside)
  const incoming = join(dataFolder, incomingName)
  let stage: Stage = note.stage
  const go = (next: Stage, tries = note.tries) => {
    stage = next
    writeNote(dataFolder, { ...note, stage, tries })
  }
  if (stage === 'setAside') {
    moveOurs(dataFolder, aside)
    go('putIn')
  }
  if (stage === 'putIn') {
    moveOurs(incoming, dataFolder)
    rmSync(incoming, { recursive: true, force: true })
    go('try', 0)
  }
  if (stage === 'try' && note.tries >= mostTries) go('takeOut')
  if (stage === 'takeOut') {
    // What did not start is kept as well, for whoever looks into it.
    moveOurs(dataFolder, `${aside}-not-started`)
    go('putBack')
  }
  if (stage === 'putBack') {
    moveOurs(aside, dataFolder)
    rmSync(aside, { recursive: true, force: true })
    rmSync(join(dataFolder, noteName), { force: true })
    return 'putBack'
  }
  go('try', note.stage === 'try' ? note.tries + 1 : 1)
  return 'restored'
}

/** The app has come up: the restored state stays, and the one from before is kept for a week. */
export function confirmExchange(dataFolder: string, now: number): void {
  rmSync(join(dataFolder, noteName), { force: true })
  for (const name of readdirSync(dataFolder)) {
    const path = join(dataFolder, name)
    const isOld = name.startsWith(asidePrefix) && now - statSync(path).mtimeMs > keptDays * 86_400_000
    // Left by something that was cut off.
    if (isOld || name.startsWith('packing-')) rmSync(path, { recursive: true, force: true })
  }
}

/** What is ours and a backup replaces; models, browser data and what was damaged stay where they are. */
function isOurs(name: string): boolean {
  return /^(?:companion|ledger)\.db/.test(name) || ['preferences.json', 'kept', 'scratch', 'backups'].includes(name)
}

function moveOurs(from: string, to: string): void {
  if (!existsSync(from)) return
  mkdirSync(to, { recursive: true, mode: 0o700 })
  for (const name of readdirSync(from).filter(isOurs)) renameSync(join(from, name), join(to, name))
}

/** Chromium holds its lock and a few files of its own open already; what cannot go now goes with the next order. */
function deleteAll(dataFolder: string): Exchanged {
  for (const name of readdirSync(dataFolder)) {
    if (name === noteName || name === 'lockfile' || name.startsWith('Singleton')) continue
    try {
      rmSync(join(dataFolder, name), { recursive: true, force: true, maxRetries: 3 })
    } catch (thrown) {
      if (isOurs(name)) throw thrown
    }
  }
  rmSync(join(dataFolder, noteName), { force: true })
  return 'deleted'
}

function writeNote(dataFolder: string, note: Note): void {
  const path = join(dataFolder, noteName)
  writeFileSync(`${path}.new`, JSON.stringify(note), { flush: true })
  renameSync(`${path}.new`, path)
}

/** Read without a library: the window waits for this. What cannot be read was never finished. */
function readNote(dataFolder: string): Note | null {
  try {
    const read: unknown = JSON.parse(readFileSync(join(dataFolder, noteName), 'utf8'))
    if (typeof read !== 'object' || read === null || !('kind' in read)) return null
    if (read.kind === 'delete') return { kind: 'delete' }
    if (!('stage' in read) || !('tries' in read) || !('aside' in read)) return null
    const stage = stages.find((each) => each === read.stage)
    const { tries, aside } = read
    if (stage === undefined || typeof tries !== 'number' || typeof aside !== 'string') return null
    return /^before-restoring-[\w-]+$/.test(aside) ? { kind: 'restore', stage, tries, aside } : null
  } catch {
    return null
  }
}

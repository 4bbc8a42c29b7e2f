import type { StepId } from '../../../shared/model/brand.ts'
import type { Clock } from '../../../shared/model/clock.ts'
import { documentKindSchema } from '../../../shared/model/document.ts'
import type { PortCaller } from '../../ipc/port-calls.ts'
import type { FileCount, MeasureContract, MeasureOrder, MeasureReport } from './protocol.ts'
import { countTokens } from '../summaries/room.ts'
import { type ListedFile, listDocuments } from '../tools/documents/list-folder.ts'
import { readDocument } from '../tools/documents/read-document.ts'
import type { Disk } from '../tools/files/disk.ts'
import { grantedFolder, isInside } from '../tools/files/granted-folder.ts'
import { guessBySize } from './guess-by-size.ts'
import { textsOf } from './texts-of.ts'

type Measuring = {
  main: PortCaller<MeasureContract>
  report: (said: MeasureReport) => void
  clock: Clock
  disk: Disk
  signal: AbortSignal
}

type Folder = { stepId: StepId; root: string; files: ListedFile[] }

/** Files looked up, or kept, in one message. */
const batch = 200
/** One document may take so long, in milliseconds; what takes longer is left to the run. */
const longestRead = 8_000
/** The page hears of progress at most so often, in milliseconds. */
const progressInterval = 200

/**
 * Counts the tokens of every document in the folders a task reads, with the readers its run will use. Files that are what they were
 * are not opened again. A guess from sizes is reported at once; what could not be read in time stays one.
 *
 * @throws CodedError when a folder may not or cannot be used; the signal's reason when aborted
 */
export async function measureFolders(order: MeasureOrder, measuring: Measuring): Promise<void> {
  const { main, report, clock, disk, signal } = measuring
  const deadline = clock.now() + order.milliseconds
  const folders: Folder[] = []
  for (const { stepId, folder, recursive } of order.steps) {
    const root = await grantedFolder(folder, 'read', order.grants, disk)
    const kinds = documentKindSchema.options
    const { files } = await listDocuments(root, { recursive, kinds, ownOutputs: order.ownOutputs, signal })
    folders.push({ stepId, root, files })
  }
  const counts = new Map<string, FileCount>()
  const say = (isLast: boolean) => {
    const steps = folders.map(({ stepId, files }) => ({
      stepId,
      texts: textsOf(files.map((file) => counts.get(file.path) ?? guessBySize(file))),
    }))
    report({ type: 'measured', isLast, steps })
  }
  say(false)

  const all = folders.flatMap(({ root, files }) => files.map((file) => ({ root, file })))
  const unknown: typeof all = []
  for (const some of inBatches(all)) {
    const asked = some.map(({ file: { path, bytes, modifiedAt } }) => ({ path, bytes, modifiedAt }))
    const known = await main.call('files.known', { files: asked })
    for (const [index, each] of some.entries()) {
      const count = known.counts[index] ?? null
      if (count === null) unknown.push(each)
      else counts.set(each.file.path, count)
    }
  }

  const found: { file: ListedFile; count: FileCount }[] = []
  const keep = async () => {
    const files = found
      .splice(0)
      .map(({ file: { path, bytes, modifiedAt }, count }) => ({ path, bytes, modifiedAt, ...count }))
    if (files.length > 0) await main.call('files.keep', { files })
  }
  let toldAt = Number.NEGATIVE_INFINITY
  for (const [index, { root, file }] of unknown.entries()) {
    signal.throwIfAborted()
    if (clock.now() >= deadline) break
    if (clock.now() - toldAt >= progressInterval) {
      toldAt = clock.now()
      report({ type: 'measuring', done: all.length - unknown.length + index, total: all.length })
    }
    const count = await countFile(root, file, Math.min(longestRead, deadline - clock.now()), disk, signal)
    if (count === null) continue
    counts.set(file.path, count)
    found.push({ file, count })
    if (found.length >= batch) await keep()
  }
  await keep()
  say(true)
}

/** What a document's text counts; 0 for one that cannot be read, and null for one that may be another time. */
async function countFile(
  root: string,
  file: ListedFile,
  milliseconds: number,
  disk: Disk,
  signal: AbortSignal,
): Promise<FileCount | null> {
  try {
    // A link put in its place since it was listed leads to nothing being opened.
    const path = await disk.real(file.path)
    if (!isInside(root, path)) return null
    const { text, language } = await readDocument(path, { signal, limits: { milliseconds } })
    return { tokens: countTokens(text), language }
  } catch (thrown) {
    signal.throwIfAborted()
    return isForGood(thrown) ? { tokens: 0, language: 'other' } : null
  }
}

/** The run will leave such a document out too. */
function isForGood(thrown: unknown): boolean {
  const lasting = ['document.empty', 'document.noText', 'document.broken', 'document.encrypted', 'document.unsupported']
  return thrown instanceof Error && 'code' in thrown && lasting.some((code) => code === thrown.code)
}

function* inBatches<Item>(items: readonly Item[]): Generator<Item[]> {
  for (let from = 0; from < items.length; from += batch) yield items.slice(from, from + batch)
}

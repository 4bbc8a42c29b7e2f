import { basename, extname } from 'node:path'
import { z } from 'zod'
import { type AppError, CodedError, toAppError } from '../../../shared/contract/errors.ts'
import { type LeftOut, leftOutSchema } from '../../../shared/model/run.ts'
import { documentKindSchema } from '../../../shared/model/document.ts'
import type { ReadFolderStep } from '../../../shared/steps/read-folder.ts'
import { pagesOf, storeText } from '../stored-text.ts'
import type { StepContext } from '../step-context.ts'
import {
  type DocumentsResult,
  type Given,
  type ReadDocument,
  readDocumentSchema,
  type StepResult,
} from '../step-results.ts'
import { type FolderListing, listDocuments } from '../tools/documents/list-folder.ts'
import { grantedFolder } from '../tools/files/granted-folder.ts'
import { namePatterns } from '../tools/files/name-patterns.ts'
import { readGrantedDocument } from '../tools/files/read-granted-document.ts'
import { sha256 } from '../tools/files/sha256.ts'

/**
 * Reads every document of a folder, one at a time, and puts the texts aside. A document that cannot be read is left out with its
 * reason; the others go on.
 *
 * @throws CodedError when the folder may not or cannot be used, or `run.nothingUsable` when not one document could be read
 */
export async function readFolder(
  step: ReadFolderStep,
  _given: null | Given,
  context: StepContext,
): Promise<StepResult> {
  const listing = await listOnce(step, context)
  const result: DocumentsResult = { kind: 'documents', documents: [], leftOut: [...listing.leftOut] }
  for (const [index, file] of listing.files.entries()) {
    context.signal.throwIfAborted()
    context.progress({ done: index, total: listing.files.length, item: file.relativePath })
    const place = { root: listing.root, remaining: listing.files.length - index, pictures: step.pictures }
    const outcome = await readOnce(file, place, context)
    if (outcome.kind === 'read') result.documents.push(outcome.document)
    else result.leftOut.push(outcome.leftOut)
    if (outcome.kind === 'folderGone') break
  }
  const wasRead = result.documents.length > 0
  if (step.which === 'new') await keepOnlyNew(listing, result, context)
  if (result.documents.length > 0) return result
  const gone = result.leftOut.find(({ error }) => error.code === 'folder.missing')
  if (gone !== undefined) throw new CodedError('folder.missing', gone.error.params, gone.error.detail)
  // Documents that hold nothing new were usable all the same.
  // What cannot be read whatever one does is told once: the next run must not fail over it again.
  if (step.which === 'new' && result.leftOut.every(isHopeless)) return { kind: 'nothing' }
  if (result.leftOut.length > 0 && !wasRead) throw new CodedError('run.nothingUsable', { count: result.leftOut.length })
  return { kind: 'nothing' }
}

/** `version`: its size and when it was last changed. */
const fileSchema = z.object({ path: z.string(), relativePath: z.string(), version: z.string().default('') })
const listingSchema = z.object({ root: z.string(), files: z.array(fileSchema), leftOut: z.array(leftOutSchema) })
type Listing = z.infer<typeof listingSchema>

/** The list is made once a run: what comes into the folder later belongs to the next run. */
async function listOnce(step: ReadFolderStep, context: StepContext): Promise<Listing> {
  const kept = context.checkpoints.find('listing', listingSchema)
  if (kept !== null) return kept
  const { order, disk, signal } = context
  const root = await grantedFolder(step.folder, 'read', order.agent.grants, disk)
  const found = await listDocuments(root, {
    recursive: step.recursive,
    kinds: documentKindSchema.options.filter((kind) => kind !== 'image' || step.pictures),
    wantsName: namePatterns(step.matching),
    ownOutputs: order.ownOutputs,
    signal,
  })
  const leftOut: LeftOut[] = []
  for (const { relativePath, error } of passedOver(found)) leftOut.push(await context.leaveOut(relativePath, error))
  const all = found.files.map(({ path, relativePath, bytes, modifiedAt }) => ({
    path,
    relativePath,
    version: `${bytes} ${modifiedAt}`,
  }))
  const files = step.which === 'all' ? all : await newOf(all, root, context)
  // Only tried: of a large folder a few are enough.
  const most = order.trial?.most ?? files.length
  const listing = { root, files: files.slice(0, most), leftOut }
  await context.checkpoints.keep('listing', listing)
  return listing
}

/** A file counts as known while its size and its date are those it had when a run that succeeded read it. */
async function newOf<File extends { relativePath: string; version: string }>(
  files: readonly File[],
  root: string,
  { main }: StepContext,
): Promise<File[]> {
  const { items } = await main.call('source.known', { source: sourceOf(root) })
  const known = new Map(items.map(({ item, version }) => [item, version]))
  return files.filter(({ relativePath, version }) => {
    const seen = known.get(relativePath)
    return seen !== version && seen?.startsWith(`${version} `) !== true
  })
}

function sourceOf(root: string): string {
  return `folder ${root}`
}

/** What the owner may have meant to be read and was not. Pictures, programs, hidden files and the like are not documents. */
function passedOver(found: FolderListing): { relativePath: string; error: AppError }[] {
  return found.skipped.flatMap(({ relativePath, code }) => {
    const name = basename(relativePath)
    const coded = (error: CodedError) => [{ relativePath, error: toAppError(error) }]
    switch (code) {
      case 'file.otherKind': {
        const format = extname(name).slice(1).toLowerCase()
        return otherDocuments.has(format) ? coded(new CodedError('document.unsupported', { name, format })) : []
      }
      case 'file.unreadable':
        return coded(new CodedError('document.unreadable', { name, reason: 'unknown' }))
      case 'link.broken':
        return coded(new CodedError('document.missing', { name }))
      case 'link.outside':
        return coded(new CodedError('folder.notGranted', { name }))
      case 'folder.unreadable':
        return coded(new CodedError('folder.unreadable', { name, reason: 'unknown' }))
      case 'folder.tooDeep':
        return coded(new CodedError('folder.tooMany', { name, limit: 'depth', max: 32 }))
      case 'file.hidden':
      case 'file.officeLock':
      case 'file.ownOutput':
      case 'file.notRegular':
      case 'folder.hidden':
      case 'link.repeated':
        return []
    }
  })
}

/** Kinds that hold text for people and cannot be read yet. */
const otherDocuments = new Set(
  'doc docm dot dotx rtf odt ods odp xls xlsb ppt pps pages numbers key wps et dps epub mobi tex msg'.split(' '),
)

type Outcome =
  | { kind: 'read'; document: ReadDocument }
  | { kind: 'leftOut'; leftOut: LeftOut }
  | { kind: 'folderGone'; leftOut: LeftOut }

const outcomeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('read'), document: readDocumentSchema }),
  z.object({ kind: z.literal('leftOut'), leftOut: leftOutSchema }),
  z.object({ kind: z.literal('folderGone'), leftOut: leftOutSchema }),
])

/** `remaining`: documents from this one on, for the one message when the folder itself is gone. */
type Place = { readonly root: string; readonly remaining: number; readonly pictures: boolean }

async function readOnce(file: Listing['files'][number], place: Place, context: StepContext): Promise<Outcome> {
  const item = `read-${sha256(file.relativePath)}`
  const kept = context.checkpoints.find(item, outcomeSchema)
  if (kept !== null) return kept
  const outcome = await readOne(file, place, context)
  await context.checkpoints.keep(item, outcome)
  return outcome
}

async function readOne(
  file: Listing['files'][number],
  { root, remaining, pictures }: Place,
  context: StepContext,
): Promise<Outcome> {
  const { relativePath } = file
  try {
    const { text, path } = await readGrantedDocument(file.path, [{ path: root, access: 'read' }], context)
    if (text.kind === 'image' && !pictures) throw new CodedError('document.noText', { name: basename(relativePath) })
    const { sha256: hash, characters, language, kind, warnings } = text
    const stored = await storeText(text, context.scratch)
    const pages = pagesOf(text)
    const document = {
      relativePath,
      path,
      origin: 'file' as const,
      sha256: hash,
      stored,
      characters,
      pages,
      language,
      kind,
      warnings,
    }
    return { kind: 'read', document }
  } catch (thrown) {
    context.signal.throwIfAborted()
    if (!isAboutDocument(thrown)) throw thrown
    if (thrown.code === 'document.missing' && (await context.disk.inspect(root)) === null) {
      const error = new CodedError('folder.missing', { name: basename(root), count: remaining }, root)
      return { kind: 'folderGone', leftOut: await context.leaveOut(basename(root), toAppError(error)) }
    }
    return { kind: 'leftOut', leftOut: await context.leaveOut(relativePath, toAppError(thrown)) }
  }
}

/**
 * What was read, or cannot be read whatever one does, need not be looked at again until it changes. Its hash is kept beside its size and
 * date: a document that was only renamed, copied or saved anew as it was holds nothing new, and is not handed on to be paid for again.
 */
async function keepOnlyNew({ root, files }: Listing, result: DocumentsResult, { main }: StepContext): Promise<void> {
  const { items: known } = await main.call('source.known', { source: sourceOf(root) })
  const before = new Set(known.flatMap(({ version }) => version.split(' ')[2] ?? []))
  const read = new Map(result.documents.map(({ relativePath, sha256: hash }) => [relativePath, hash]))
  const hopeless = new Set(result.leftOut.filter(isHopeless).map(({ item }) => item))
  const seen = files.flatMap(({ relativePath, version }) => {
    const hash = read.get(relativePath)
    if (hash !== undefined) return [{ item: relativePath, version: `${version} ${hash}` }]
    return hopeless.has(relativePath) ? [{ item: relativePath, version }] : []
  })
  for (let from = 0; from < seen.length; from += 10_000) {
    await main.call('source.keep', { source: sourceOf(root), items: seen.slice(from, from + 10_000) })
  }
  result.documents = result.documents.filter(({ sha256: hash }) => !before.has(hash))
}

/** Another program may let go of a file; what is broken stays broken until it changes. */
function isHopeless({ error }: LeftOut): boolean {
  return error.code !== 'document.unreadable' && error.code !== 'folder.missing'
}

/** A full disk or a lost connection to main concerns the whole run, not this document. */
function isAboutDocument(thrown: unknown): thrown is CodedError {
  return (
    thrown instanceof CodedError && (/^(?:document|file)\./.test(thrown.code) || thrown.code === 'folder.notGranted')
  )
}

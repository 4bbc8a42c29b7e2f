import { basename, extname, join } from 'node:path'
import { z } from 'zod'
import { CodedError, toAppError } from '../../../shared/contract/errors.ts'
import type { Column } from '../../../shared/model/item.ts'
import { leftOutSchema } from '../../../shared/model/run.ts'
import type { ArrangeFilesStep } from '../../../shared/steps/arrange-files.ts'
import { moveFile } from '../acts/move-file.ts'
import { fillIn } from '../fill-in.ts'
import { dayOf } from '../report/report.ts'
import type { StepContext } from '../step-context.ts'
import { type Given, type Item, itemSchema, type StepResult } from '../step-results.ts'
import { safeName } from '../tools/files/file-name.ts'
import { grantedFolder, isInside } from '../tools/files/granted-folder.ts'
import { sha256 } from '../tools/files/sha256.ts'
import { asItems, itemsOf } from '../values.ts'

const outcomeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('done'), item: itemSchema }),
  z.object({ kind: z.literal('leftOut'), leftOut: leftOutSchema }),
])

/**
 * Puts files in order: each into a folder and under a name made of what is known of it. Nothing is ever replaced: a name that is taken
 * gets a number. What cannot be moved is left where it is, with its reason.
 *
 * @throws CodedError folder.notGranted, folder.missing, run.nothingUsable
 */
export async function arrangeFiles(
  step: ArrangeFilesStep,
  given: Given | null,
  context: StepContext,
): Promise<StepResult> {
  if (given === null) throw new CodedError('agent.incomplete', {}, 'files come from a step')
  const { order, disk } = context
  const root = await grantedFolder(step.folder, 'write', order.agent.grants, disk)
  const { columns, items } = await itemsOf(given, context.scratch)
  if (items.length === 0) return { kind: 'nothing' }
  const done: Item[] = []
  const leftOut = [...given.leftOut]
  for (const [index, item] of items.entries()) {
    context.signal.throwIfAborted()
    context.progress({ done: index, total: items.length, item: item.name })
    const key = `file-${sha256(Buffer.from(JSON.stringify([index, item.name, item.fields])))}`
    const kept = context.checkpoints.find(`${key}/done`, outcomeSchema)
    const outcome = kept ?? (await arrangeOne(step, item, { root, key }, context))
    if (kept === null) await context.checkpoints.keep(`${key}/done`, outcome)
    if (outcome.kind === 'done') done.push(outcome.item)
    else leftOut.push(outcome.leftOut)
  }
  if (done.length === 0) throw new CodedError('run.nothingUsable', { count: items.length })
  const withPath: Column[] = [
    ...columns.filter(({ name }) => name !== 'path'),
    { name: 'path', type: 'text', meaning: '' },
  ]
  return asItems({ columns: withPath, items: done, leftOut }, context.scratch)
}

async function arrangeOne(
  step: ArrangeFilesStep,
  item: Item,
  place: { root: string; key: string },
  context: StepContext,
): Promise<z.infer<typeof outcomeSchema>> {
  try {
    const path = pathOf(item)
    const folder = await folderFor(step, item, place.root, context)
    const ending = extname(path)
    const wanted = step.name === '' ? basename(path, ending) : wordsOf(step.name, item, context)
    const stem = safeName(wanted, basename(path, ending))
    const placeAt = (attempt: number) => join(folder, `${stem}${attempt === 1 ? '' : ` (${attempt})`}${ending}`)
    const to = await moveFile(step, place.key, step.action, { from: path, placeAt }, context)
    return { kind: 'done', item: { ...item, name: basename(to), fields: { ...item.fields, path: to } } }
  } catch (thrown) {
    context.signal.throwIfAborted()
    if (!isOfOneFile(thrown)) throw thrown
    return { kind: 'leftOut', leftOut: await context.leaveOut(item.name, toAppError(thrown)) }
  }
}

/** Where the thing's file lies. */
function pathOf({ document, fields, name }: Item): string {
  if (document?.origin === 'file') return document.path
  if (typeof fields.path === 'string') return fields.path
  throw new CodedError('file.missing', { name, file: name }, 'it is no file')
}

/** A folder inside the chosen one, made where it is not there; what leads out of it is refused. */
async function folderFor(step: ArrangeFilesStep, item: Item, root: string, context: StepContext): Promise<string> {
  if (step.into === '') return root
  const parts = wordsOf(step.into, item, context)
    .split(/[\\/]/)
    .map((part) => safeName(part, ''))
    .filter((part) => part !== '')
  const folder = join(root, ...parts)
  await context.disk.makeFolder(folder)
  const real = await context.disk.real(folder)
  if (!isInside(root, real)) throw new CodedError('folder.notGranted', { name: basename(folder) }, real)
  return real
}

function wordsOf(pattern: string, item: Item, { order }: StepContext): string {
  return fillIn(pattern, item, { today: dayOf(order.createdAt, order.zone) })
}

function isOfOneFile(thrown: unknown): thrown is CodedError {
  const own = ['folder.notGranted', 'document.tooLarge', 'run.noSuchColumn']
  return (
    thrown instanceof CodedError &&
    (own.includes(thrown.code) || thrown.code.startsWith('file.')) &&
    thrown.code !== 'file.diskFull'
  )
}

import { basename, extname } from 'node:path'
import { z } from 'zod'
import { CodedError } from '../../../shared/contract/errors.ts'
import { deliverableIdSchema } from '../../../shared/model/brand.ts'
import { type Deliverable, deliverableSchema } from '../../../shared/model/run.ts'
import type { Step } from '../../../shared/steps/step.ts'
import type { StepContext } from '../step-context.ts'
import { openGranted } from '../tools/files/open-granted.ts'
import { replaceFile } from '../tools/files/replace-file.ts'
import { sha256 } from '../tools/files/sha256.ts'
import { keepCopy } from './keep-copy.ts'

const planSchema = z.object({ stored: z.string(), before: z.string(), path: z.string() })

/**
 * Gives a file the owner picked new content, made of what it holds now. What it held is kept, so that it can be had back; a resume that
 * meets its own work does nothing a second time; a file that was changed by somebody else meanwhile is left alone.
 *
 * @param make the new content, of the old one and the file's name
 * @returns the file's real path
 * @throws CodedError file.changed, file.inUse, folder.notGranted, and whatever `make` throws
 */
export async function changeFile(
  step: Step,
  file: { readonly path: string; readonly title: string; readonly preview: string | null },
  make: (before: Buffer, name: string) => Promise<Uint8Array>,
  context: StepContext,
): Promise<string> {
  const { order, main, scratch, checkpoints, disk } = context
  const name = basename(file.path)
  context.progress({ total: 1, item: name })
  const opened = await readToChange(file.path, context)
  let plan = checkpoints.find('change', planSchema)
  if (plan === null) {
    const made = await make(opened.bytes, name)
    plan = { stored: await scratch.put(made), before: sha256(opened.bytes), path: opened.path }
    await checkpoints.keep('change', plan)
  }
  const bytes = await scratch.get(plan.stored)
  if (bytes === null) throw new CodedError('run.setAsideLost')
  const now = sha256(opened.bytes)
  const isOurs = now === plan.stored
  if (!isOurs && (now !== plan.before || opened.path !== plan.path)) throw new CodedError('file.changed', { name })
  const before = isOurs ? null : await keepCopy(opened.bytes, context)
  context.signal.throwIfAborted()
  const act = { stepId: step.id, item: 'file', path: plan.path, sha256: plan.stored, bytes: bytes.length }
  const { done } = await main.call('act.begin', { ...act, change: 'replace', before })
  if (!done && !isOurs) await replaceFile(plan.path, bytes, `${order.runId}/${step.id}`, disk, plan.before)
  await main.call('deliverable.add', {
    id: deliverableIdSchema.parse(sha256(Buffer.from(`${order.runId}/${step.id}`)).slice(0, 32)),
    runId: order.runId,
    stepId: step.id,
    title: basename(file.title).slice(0, 300),
    path: plan.path,
    format: formatOf(plan.path),
    bytes: bytes.length,
    sha256: plan.stored,
    createdAt: context.clock.now(),
    preview: file.preview,
  })
  await main.call('act.end', { stepId: step.id, item: 'file' })
  return plan.path
}

/** What a file holds that may be written to: looked at through a handle that was judged after it was open. */
async function readToChange(path: string, { order }: StepContext): Promise<{ path: string; bytes: Buffer }> {
  const writable = order.agent.grants.filter(({ access }) => access === 'write')
  // To open it for writing would make one that is not there.
  const opened = await openGranted(
    path,
    'read',
    writable.map((grant) => ({ ...grant, access: 'read' as const })),
  )
  try {
    if (opened.bytes > mostBytes)
      throw new CodedError('document.tooLarge', { name: basename(path), limit: 'bytes', max: mostBytes })
    return { path: opened.path, bytes: await opened.handle.readFile() }
  } finally {
    await opened.handle.close()
  }
}

const mostBytes = 200 * 1024 * 1024

function formatOf(path: string): Deliverable['format'] {
  return deliverableSchema.shape.format.catch('txt').parse(extname(path).slice(1).toLowerCase())
}

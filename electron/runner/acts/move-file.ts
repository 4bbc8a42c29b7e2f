import { basename, dirname } from 'node:path'
import { z } from 'zod'
import { CodedError } from '../../../shared/contract/errors.ts'
import type { Step } from '../../../shared/steps/step.ts'
import type { StepContext } from '../step-context.ts'
import { systemCode } from '../tools/documents/document-error.ts'
import type { Disk } from '../tools/files/disk.ts'
import { openGranted } from '../tools/files/open-granted.ts'
import { sha256 } from '../tools/files/sha256.ts'

const planSchema = z.object({ from: z.string(), to: z.string(), sha256: z.string(), bytes: z.number() })

const mostTries = 1000

/**
 * Moves or copies one file to a name that is free, journaled before and after, and never over another file. A move needs the right to
 * write both where the file lies and where it goes. A resume finds what was done and does it no second time.
 *
 * @param item names the act within its step
 * @param placeAt the places to try, from attempt 1 on
 * @returns where the file is now
 * @throws CodedError folder.notGranted, file.missing, file.changed, file.notOrdinary, document.tooLarge
 */
export async function moveFile(
  step: Step,
  item: string,
  change: 'move' | 'copy',
  file: { readonly from: string; readonly placeAt: (attempt: number) => string },
  context: StepContext,
): Promise<string> {
  const { main, checkpoints, disk } = context
  const act = (plan: z.infer<typeof planSchema>) => ({
    stepId: step.id,
    item,
    path: plan.to,
    sha256: plan.sha256,
    bytes: plan.bytes,
    change,
    from: plan.from,
  })
  let plan = checkpoints.find(item, planSchema)
  if (plan === null) {
    const source = await readSource(file.from, change, context)
    const to = await freePlace(file.placeAt, source.path, disk)
    if (to === source.path) return to
    plan = { from: source.path, to, sha256: sha256(source.bytes), bytes: source.bytes.length }
    await checkpoints.keep(item, plan)
  }
  context.signal.throwIfAborted()
  const { done } = await main.call('act.begin', act(plan))
  if (done) return plan.to
  await put(plan, disk)
  if (change === 'move') await takeAway(plan, disk)
  await main.call('act.end', { stepId: step.id, item })
  return plan.to
}

const mostBytes = 2 * 1024 * 1024 * 1024

async function readSource(
  path: string,
  change: 'move' | 'copy',
  { order }: StepContext,
): Promise<{ path: string; bytes: Buffer }> {
  const grants = order.agent.grants.filter(({ access }) => change === 'copy' || access === 'write')
  const opened = await openGranted(
    path,
    'read',
    grants.map((grant) => ({ ...grant, access: 'read' as const })),
  )
  try {
    if (opened.bytes > mostBytes) {
      throw new CodedError('document.tooLarge', { name: basename(path), limit: 'bytes', max: mostBytes })
    }
    return { path: opened.path, bytes: await opened.handle.readFile() }
  } finally {
    await opened.handle.close()
  }
}

/** The first place that is free; the file's own place, where it is already called so. */
async function freePlace(placeAt: (attempt: number) => string, from: string, disk: Disk): Promise<string> {
  for (let attempt = 1; attempt <= mostTries; attempt++) {
    const place = placeAt(attempt)
    if (place === from || (await disk.inspect(place)) === null) return place
  }
  throw new CodedError('file.notWritten', { name: basename(from) }, `no free name in ${mostTries} attempts`)
}

/** A second name first, which fails where the name is taken; a copy where the file system or the disk is another. */
async function put(plan: z.infer<typeof planSchema>, disk: Disk): Promise<void> {
  const name = basename(plan.to)
  if ((await disk.inspect(plan.to)) !== null) {
    if (sha256(await disk.read(plan.to)) === plan.sha256) return
    throw new CodedError('file.changed', { name })
  }
  const bytes = await disk.read(plan.from)
  if (sha256(bytes) !== plan.sha256) throw new CodedError('file.changed', { name: basename(plan.from) })
  try {
    await disk.writeNew(plan.to, bytes)
  } catch (thrown) {
    if (systemCode(thrown) !== 'EEXIST') await disk.remove(plan.to)
    throw thrown
  }
  if (sha256(await disk.read(plan.to)) !== plan.sha256) {
    await disk.remove(plan.to)
    throw new CodedError('file.notWritten', { name }, 'read back: other bytes')
  }
  await disk.syncFolder(dirname(plan.to))
}

/** The old place is only given up for the very file that is at the new one. */
async function takeAway(plan: z.infer<typeof planSchema>, disk: Disk): Promise<void> {
  if ((await disk.inspect(plan.from)) === null) return
  if (!(await disk.removeIf(plan.from, (bytes) => sha256(bytes) === plan.sha256))) {
    throw new CodedError('file.changed', { name: basename(plan.from) })
  }
  await disk.syncFolder(dirname(plan.from))
}

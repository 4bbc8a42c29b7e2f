import { basename, dirname, join } from 'node:path'
import { z } from 'zod'
import { CodedError } from '../../../shared/contract/errors.ts'
import { keepCopy } from '../acts/keep-copy.ts'
import { grantedRoot, isInside } from '../tools/files/granted-folder.ts'
import { openGranted } from '../tools/files/open-granted.ts'
import { oddityOf } from '../tools/files/plain-name.ts'
import { putFile } from '../tools/files/put-file.ts'
import { replaceFile } from '../tools/files/replace-file.ts'
import { sha256 } from '../tools/files/sha256.ts'
import type { Disk } from '../tools/files/disk.ts'
import { systemCode } from '../tools/documents/document-error.ts'
import type { WorkRoom } from './room.ts'
import { BadArguments, makeTool, type Tool } from './tool.ts'

const path = z.string().min(1).max(4000)
const text = z.string().max(400_000)

/**
 * Changing files of the folders ticked for it. Every change is journaled before and after it is done and written beside its place; a
 * resume finds what was done and does it no second time.
 */
export function changingTools(room: WorkRoom): Tool[] {
  const { words, places } = room
  return [
    makeTool('write_file', words.tools.write_file, z.object({ path, text }), async (input, item) => {
      const written = await writeNew(places.find(input.path), Buffer.from(input.text), item, room)
      return { text: `ok: ${places.show(written)}`, changed: true, made: [written] }
    }),
    makeTool(
      'change_file',
      words.tools.change_file,
      z.object({ path, old: text.min(1), new: text }),
      async (input, item) => {
        const changed = await changeText(places.find(input.path), input.old, input.new, item, room)
        return { text: `ok: ${places.show(changed)}`, changed: true, made: [changed] }
      },
    ),
    makeTool('move_file', words.tools.move_file, z.object({ from: path, to: path }), async ({ from, to }, item) => {
      const moved = await move(places.find(from), places.find(to), item, room)
      return { text: `ok: ${places.show(moved.to)}`, changed: true, made: [moved.to], gone: [moved.from] }
    }),
  ]
}

async function writeNew(place: string, bytes: Uint8Array, item: string, room: WorkRoom): Promise<string> {
  const { step, context } = room
  const { order, main, disk } = context
  const folder = await ensureFolder(dirname(place), room)
  const name = basename(place)
  refuseOddName(name)
  const wanted = join(folder, name)
  const hash = sha256(bytes)
  const kept = context.checkpoints.find(`${item}/file`, z.object({ sha256: z.string() }))
  if (kept === null) {
    if ((await disk.inspect(wanted)) !== null) throw new BadArguments(`${room.places.show(wanted)} is there already`)
    await context.checkpoints.keep(`${item}/file`, { sha256: hash })
  }
  return putFile(
    {
      folder,
      // Another file of that name means that nothing is written: the model was told that it would be this name.
      nameAt: (attempt) => (attempt === 1 ? name : `${attempt} ${name}`),
      bytes,
      mark: `${order.runId}/${step.id}/${item}`,
    },
    {
      begin: (attempt, path) =>
        main.call('act.begin', {
          stepId: step.id,
          item: attempt === 1 ? item : `${item}/${attempt}`,
          path,
          sha256: hash,
          bytes: bytes.length,
        }),
      async end(attempt) {
        await main.call('act.end', { stepId: step.id, item: attempt === 1 ? item : `${item}/${attempt}` })
      },
    },
    disk,
  )
}

/** Keeps what the file is about to hold before it is touched, so that a resume knows its own work when it meets it. */
const changeSchema = z.object({ stored: z.string(), before: z.string(), path: z.string() })

async function changeText(
  place: string,
  old: string,
  replacement: string,
  item: string,
  room: WorkRoom,
): Promise<string> {
  const { step, context } = room
  const { main, scratch, checkpoints } = context
  const opened = await openToChange(place, room)
  const current = utf8(opened.bytes, place)
  let plan = checkpoints.find(`${item}/file`, changeSchema)
  if (plan === null) {
    const times = current.split(old).length - 1
    if (times !== 1) throw new BadArguments(`old occurs ${times} times`)
    const bytes = Buffer.from(current.split(old).join(replacement))
    plan = { stored: await scratch.put(bytes), before: sha256(opened.bytes), path: opened.path }
    await checkpoints.keep(`${item}/file`, plan)
  }
  const bytes = await scratch.get(plan.stored)
  if (bytes === null) throw new CodedError('run.setAsideLost')
  const act = { stepId: step.id, item, path: plan.path, sha256: plan.stored, bytes: bytes.length }
  const before = sha256(opened.bytes) === plan.stored ? null : await keepCopy(opened.bytes, context)
  const { done } = await main.call('act.begin', { ...act, change: 'replace', before })
  if (done) return plan.path
  const now = sha256(opened.bytes)
  if (now !== plan.stored) {
    if (now !== plan.before || opened.path !== plan.path)
      throw new CodedError('file.changed', { name: basename(place) })
    await replaceFile(opened.path, bytes, `${context.order.runId}/${step.id}/${item}`, context.disk, plan.before)
  }
  await main.call('act.end', { stepId: step.id, item })
  return plan.path
}

/** What lies in a folder that may be written to, as it is now. @throws CodedError file.*, folder.notGranted */
async function openToChange(place: string, { places }: WorkRoom): Promise<{ path: string; bytes: Uint8Array }> {
  const writable = places.grants.filter(({ access }) => access === 'write')
  // Only looked at: to open it for writing would make one that is not there.
  const { handle, path, bytes } = await openGranted(
    place,
    'read',
    writable.map((grant) => ({ ...grant, access: 'read' as const })),
  )
  try {
    if (bytes > mostChanged)
      throw new CodedError('document.tooLarge', { name: basename(place), limit: 'bytes', max: mostChanged })
    return { path, bytes: await handle.readFile() }
  } finally {
    await handle.close()
  }
}

const mostChanged = 20 * 1024 * 1024

/** Any other encoding would be lost by writing the file anew. */
function utf8(bytes: Uint8Array, place: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    throw new BadArguments(`${basename(place)} is not plain UTF-8 text`)
  }
}

/** A link is not read, and is none of what was looked at. */
async function readOrNothing(path: string, disk: Disk): Promise<Uint8Array> {
  try {
    return await disk.read(path)
  } catch (thrown) {
    if (systemCode(thrown) === 'ELOOP') return new Uint8Array()
    throw thrown
  }
}

async function move(from: string, to: string, item: string, room: WorkRoom): Promise<{ from: string; to: string }> {
  const { step, context, places } = room
  const { main, disk, checkpoints } = context
  const planSchema = z.object({ from: z.string(), to: z.string(), sha256: z.string(), bytes: z.number() })
  let plan = checkpoints.find(`${item}/file`, planSchema)
  if (plan === null) {
    const opened = await openToChange(from, room)
    refuseOddName(basename(to))
    const folder = await ensureFolder(dirname(to), room)
    const target = join(folder, basename(to))
    if ((await disk.inspect(target)) !== null) throw new BadArguments(`${places.show(target)} is there already`)
    plan = { from: opened.path, to: target, sha256: sha256(opened.bytes), bytes: opened.bytes.length }
    await checkpoints.keep(`${item}/file`, plan)
  }
  const act = { stepId: step.id, item, path: plan.to, sha256: plan.sha256, bytes: plan.bytes }
  const { done } = await main.call('act.begin', { ...act, change: 'move', from: plan.from })
  if (done) return plan
  const there = await disk.inspect(plan.to)
  if (there === null) await disk.link(plan.from, plan.to)
  if (sha256(await readOrNothing(plan.to, disk)) !== plan.sha256) {
    // The second name of something else, put there since it was looked at.
    if (there === null) await disk.remove(plan.to)
    throw new CodedError('file.changed', { name: basename(plan.to) })
  }
  const { sha256: moved } = plan
  const isThere = (await disk.inspect(plan.from)) !== null
  if (isThere && !(await disk.removeIf(plan.from, (bytes) => sha256(bytes) === moved))) {
    throw new CodedError('file.changed', { name: basename(plan.from) })
  }
  await disk.syncFolder(dirname(plan.to))
  await main.call('act.end', { stepId: step.id, item })
  return plan
}

/** The real path of a folder inside one that may be written to, made where it is not there. @throws CodedError folder.notGranted */
async function ensureFolder(folder: string, { places, context }: WorkRoom): Promise<string> {
  const { disk } = context
  const writable = places.grants.filter(({ access }) => access === 'write')
  const missing: string[] = []
  let there = folder
  while ((await disk.inspect(there)) === null && dirname(there) !== there) {
    missing.unshift(basename(there))
    there = dirname(there)
  }
  missing.forEach(refuseOddName)
  const real = await disk.real(there)
  const roots = await Promise.all(writable.map((grant) => grantedRoot(grant, disk)))
  const inRoot = (path: string) => roots.some((root) => root !== null && isInside(root, path))
  if (!inRoot(real)) throw new CodedError('folder.notGranted', { name: basename(folder) || folder }, real)
  const made = join(real, ...missing)
  if (missing.length > 0) await disk.makeFolder(made)
  // A link may have been put in its place meanwhile.
  if (!inRoot(await disk.real(made))) throw new CodedError('folder.notGranted', { name: basename(folder) }, made)
  return made
}

function refuseOddName(name: string): void {
  const oddity = oddityOf([name], { isWindows: process.platform === 'win32', isNew: true })
  if (oddity !== null || name === '' || name === '.' || name === '..') {
    throw new CodedError('file.nameRefused', { name: name.slice(0, 200) }, oddity ?? 'no name')
  }
}

import { dirname, join } from 'node:path'
import type { FileChange } from '../../../shared/model/file-change.ts'
import type { PortCaller } from '../../ipc/port-calls.ts'
import type { UndoContract, UndoOrder } from './protocol.ts'
import type { Disk } from '../tools/files/disk.ts'
import { grantedRoot, isInside } from '../tools/files/granted-folder.ts'
import { replaceFile } from '../tools/files/replace-file.ts'
import { sha256 } from '../tools/files/sha256.ts'

type Act = UndoOrder['acts'][number]
type Undone = NonNullable<FileChange['undone']>

const done: Undone = { kind: 'done' }
const refused = (reason: Extract<Undone, { kind: 'refused' }>['reason']): Undone => ({ kind: 'refused', reason })

/**
 * Takes changes of files back, the newest first. Each is only touched while it is still what the run made of it; whatever its owner did
 * since stays. How each ended is kept before the next, so that a kill in between does nothing twice.
 */
export async function undoActs(
  order: UndoOrder,
  { main, disk, signal }: { main: PortCaller<UndoContract>; disk: Disk; signal: AbortSignal },
): Promise<void> {
  const roots = await rootsOf(order, disk)
  for (const act of order.acts) {
    signal.throwIfAborted()
    const undone = await undoOne(act, order, roots, disk).catch(() => refused('failed'))
    await main.call('act.undone', { stepId: act.stepId, item: act.item, undone })
  }
}

async function undoOne(act: Act, order: UndoOrder, roots: readonly string[], disk: Disk): Promise<Undone> {
  if (!(await isAllowed(act.path, roots, disk))) return refused('failed')
  switch (act.change) {
    case 'create':
    case 'copy':
      return takeAway(act, disk)
    case 'replace':
      return putBack(act, order, disk)
    case 'move':
      return act.from !== null && (await isAllowed(act.from, roots, disk))
        ? moveBack(act, act.from, disk)
        : refused('failed')
  }
}

/** A file the run made is removed, if it still is what the run made. */
async function takeAway({ path, sha256: made }: Act, disk: Disk): Promise<Undone> {
  const state = await stateOf(path, made, disk)
  // It is gone, as was wanted.
  if (state === 'gone') return done
  if (state === 'changed') return refused('changed')
  if (!(await disk.removeIf(path, (bytes) => sha256(bytes) === made))) return refused('changed')
  await disk.syncFolder(dirname(path))
  return done
}

async function putBack({ path, sha256: made, before }: Act, { keptFolder }: UndoOrder, disk: Disk): Promise<Undone> {
  const state = await stateOf(path, made, disk)
  if (state === 'gone') return refused('gone')
  if (before === null) return refused('noCopy')
  if (state === 'changed') {
    // Killed after it was put back and before that was kept.
    return (await stateOf(path, before.sha256, disk)) === 'same' ? done : refused('changed')
  }
  const copy = join(keptFolder, before.sha256)
  if (!before.kept || (await stateOf(copy, before.sha256, disk)) !== 'same') return refused('noCopy')
  await replaceFile(path, await disk.read(copy), `undo/${before.sha256}`, disk, made)
  return done
}

async function moveBack({ path, sha256: moved }: Act, from: string, disk: Disk): Promise<Undone> {
  const [now, old] = [await stateOf(path, moved, disk), await stateOf(from, moved, disk)]
  if (now === 'changed') return refused('changed')
  if (now === 'gone') return old === 'same' ? done : refused('gone')
  if (old === 'changed') return refused('taken')
  if (old === 'gone') {
    await disk.makeFolder(dirname(from))
    await disk.writeNew(from, await disk.read(path))
    if ((await stateOf(from, moved, disk)) !== 'same') return refused('failed')
  }
  if (!(await disk.removeIf(path, (bytes) => sha256(bytes) === moved))) return refused('changed')
  await disk.syncFolder(dirname(from))
  return done
}

async function stateOf(path: string, hash: string, disk: Disk): Promise<'same' | 'changed' | 'gone'> {
  const found = await disk.inspect(path)
  if (found === null) return 'gone'
  return found.isFile && sha256(await disk.read(path)) === hash ? 'same' : 'changed'
}

/** Only inside of what the agent may write to, links followed: a folder that was exchanged since is left alone. */
async function isAllowed(path: string, roots: readonly string[], disk: Disk): Promise<boolean> {
  const real = await disk.real(path).catch(() => null)
  if (real !== null) return real === path && roots.some((root) => isInside(root, real))
  let folder = dirname(path)
  while ((await disk.inspect(folder)) === null && dirname(folder) !== folder) folder = dirname(folder)
  const there = await disk.real(folder)
  return there === folder && roots.some((root) => isInside(root, there))
}

async function rootsOf({ grants }: UndoOrder, disk: Disk): Promise<string[]> {
  const own = grants.filter(({ access }) => access === 'write')
  const roots = await Promise.all(own.map((grant) => grantedRoot(grant, disk)))
  return roots.filter((root) => root !== null)
}

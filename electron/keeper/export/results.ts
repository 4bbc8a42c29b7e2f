import { constants } from 'node:fs'
import { copyFile, lstat, mkdir } from 'node:fs/promises'
import { dirname, extname, isAbsolute, join } from 'node:path'
import type { Deliverable, Run } from '../../../shared/model/run.ts'
import { dayOf } from '../../../shared/rules/day.ts'
import type { Zone } from '../../../shared/model/brand.ts'
import { hashFile } from '../../hash-file.ts'
import { safeName } from '../../runner/tools/files/file-name.ts'
import type { DeliverableRepository } from '../../storage/companion/deliverables.ts'
import type { Cell, Writer } from './writer.ts'

export const resultColumns = [
  ...['run', 'agent', 'day', 'title', 'format', 'bytes', 'createdAt'],
  ...['path', 'sha256', 'copy', 'text', 'state'],
]

/** What runs made: a copy of each file that is still as it was written, and its text where that was kept. */
export async function* exportResults(
  runs: Iterable<Run>,
  from: {
    folder: string
    writer: Writer
    deliverables: Pick<DeliverableRepository, 'previewOf'>
    zone: Zone
    onRun: () => void
  },
): AsyncGenerator<readonly Cell[]> {
  const { folder, writer, deliverables, zone, onRun } = from
  for (const run of runs) {
    onRun()
    const day = dayOf(run.createdAt, zone)
    for (const [index, made] of run.deliverables.entries()) {
      const place = `results/${day.slice(0, 7)}/${day} ${safeName(run.agentName.slice(0, 40), 'agent')} ${safeName(run.id, 'run')}`
      const name = `${index + 1} ${safeName(made.title.slice(0, 60), made.format)}`
      const kept = isFile(made) ? await stateOf(made) : 'sent'
      const copy = kept === 'copied' ? `${place}/${name}${extname(made.path)}` : ''
      if (copy !== '') {
        const target = join(folder, ...copy.split('/'))
        await mkdir(dirname(target), { recursive: true, mode: 0o700 })
        await copyFile(made.path, target, constants.COPYFILE_EXCL)
        writer.note(made.bytes)
      }
      const preview = deliverables.previewOf(made.id)
      const text = preview === null ? '' : `${place}/${name}.text.md`
      if (preview !== null) await writer.file(text, preview)
      yield [
        ...[run.id, run.agentName, day, made.title, made.format, made.bytes, new Date(made.createdAt).toISOString()],
        ...[made.path, made.sha256, copy, text, kept],
      ]
    }
  }
}

/** What went out as a mail or a message is in no file; its text is kept. */
function isFile({ format, path }: Deliverable): boolean {
  return format !== 'mail' && format !== 'message' && isAbsolute(path)
}

/** Whether the file a run wrote is still what it wrote. */
async function stateOf({ path, bytes, sha256 }: Deliverable): Promise<'copied' | 'changed' | 'gone'> {
  try {
    const found = await lstat(path)
    if (!found.isFile()) return 'gone'
    return found.size === bytes && (await hashFile(path)) === sha256 ? 'copied' : 'changed'
  } catch {
    return 'gone'
  }
}

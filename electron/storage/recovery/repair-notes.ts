import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { type Repair, repairSchema } from '../../../shared/model/repair.ts'

const noteSchema = repairSchema.extend({ read: z.boolean() })
const ending = '.repair.json'

/** Writes down what was repaired, in the folder of damaged files: the owner is told even if this process ends now. */
export function noteRepair(folder: string, repair: Repair): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  write(folder, { ...repair, read: false })
}

/** Repairs the owner has not put away yet, the newest first. What cannot be read is passed over. */
export function unreadRepairs(folder: string): Repair[] {
  return notes(folder)
    .filter((note) => !note.read)
    .map(({ read: _read, ...repair }) => repair)
    .sort((left, right) => right.at - left.at)
}

/** The owner has read it. */
export function putRepairAway(folder: string, id: string): void {
  for (const note of notes(folder)) if (note.id === id) write(folder, { ...note, read: true })
}

function notes(folder: string): z.infer<typeof noteSchema>[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((name) => name.endsWith(ending))
    .flatMap((name) => {
      const note = noteSchema.safeParse(parsed(join(folder, name)))
      return note.success && name === note.data.id + ending ? [note.data] : []
    })
}

function parsed(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return null
  }
}

function write(folder: string, note: z.infer<typeof noteSchema>): void {
  const path = join(folder, note.id + ending)
  writeFileSync(`${path}.new`, JSON.stringify(note, null, 2))
  renameSync(`${path}.new`, path)
}

import type { Dirent } from 'node:fs'
import { opendir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { z } from 'zod'
import { CodedError } from '../../../shared/contract/errors.ts'
import { decodeText } from '../tools/documents/decode-text.ts'
import { formatByName } from '../tools/documents/formats.ts'
import { readDocument } from '../tools/documents/read-document.ts'
import { openGranted } from '../tools/files/open-granted.ts'
import type { WorkRoom } from './room.ts'
import { makeTool, type Tool } from './tool.ts'

const path = z.string().min(1).max(4000)
const mostBytes = 200 * 1024 * 1024
const mostSearched = 1024 * 1024
/** What one answer may hold, in characters; more is read from a later place. */
const page = 12_000
const mostListed = 400
const mostFiles = 3000
const deepest = 12
const mostFound = 60

/** Looking at files of the ticked folders: listing, reading, searching. Each is opened through the guard of granted folders. */
export function readingTools(room: WorkRoom): Tool[] {
  const { words, places } = room
  return [
    makeTool('list_files', words.tools.list_files, z.object({ folder: path }), async ({ folder }) => {
      const lines: string[] = []
      for await (const { place, entry, bytes } of walk(places.find(folder), room)) {
        if (lines.length === mostListed) {
          lines.push('...')
          break
        }
        lines.push(entry.isDirectory() ? `${places.show(place)}/` : `${places.show(place)} (${bytes} bytes)`)
      }
      return { text: lines.length === 0 ? '-' : lines.join('\n') }
    }),
    makeTool(
      'read_file',
      words.tools.read_file,
      z.object({ path, from: z.number().int().min(0).optional() }),
      async ({ path: written, from = 0 }) => {
        const text = await readText(places.find(written), room)
        const part = text.slice(from, from + page)
        const rest = text.length - from - part.length
        return { text: rest > 0 ? `${part}\n${words.cut(rest)}` : part }
      },
    ),
    makeTool(
      'search_files',
      words.tools.search_files,
      z.object({ text: z.string().min(1).max(500), folder: path.optional() }),
      async ({ text, folder }) => {
        const wanted = text.toLowerCase()
        const starts = folder === undefined ? places.names.map((each) => each.path) : [places.find(folder)]
        const found: string[] = []
        for (const start of starts) {
          for await (const { place, entry, bytes } of walk(start, room)) {
            if (entry.name.toLowerCase().includes(wanted)) found.push(places.show(place))
            if (entry.isFile() && bytes <= mostSearched) found.push(...(await linesWith(wanted, place, room)))
            if (found.length >= mostFound) return { text: [...found.slice(0, mostFound), '...'].join('\n') }
          }
        }
        return { text: found.length === 0 ? '-' : found.join('\n') }
      },
    ),
  ]
}

type Met = { place: string; entry: Dirent; bytes: number }

/** What lies in a folder and in those inside it, links left alone. @throws CodedError folder.*, file.* */
async function* walk(start: string, room: WorkRoom): AsyncIterable<Met> {
  const { grants } = room.places
  let met = 0
  for (let level = [start], depth = 0; level.length > 0 && depth < deepest; depth++) {
    const deeper: string[] = []
    for (const folder of level) {
      const opened = await openGranted(folder, 'list', grants)
      await opened.handle.close()
      for (const entry of (await entriesOf(opened.path)).toSorted((one, other) => (one.name < other.name ? -1 : 1))) {
        room.context.signal.throwIfAborted()
        if (++met > mostFiles) return
        if (entry.name.startsWith('.kaihe-')) continue
        const place = join(opened.path, entry.name)
        if (entry.isDirectory()) deeper.push(place)
        if (entry.isDirectory() || entry.isFile()) yield { place, entry, bytes: await sizeOf(place, entry, room) }
      }
      await setImmediate()
    }
    level = deeper
  }
}

async function entriesOf(folder: string): Promise<Dirent[]> {
  const entries: Dirent[] = []
  for await (const entry of await opendir(folder)) {
    entries.push(entry)
    if (entries.length > mostFiles) break
  }
  return entries
}

async function sizeOf(place: string, entry: Dirent, { context }: WorkRoom): Promise<number> {
  return entry.isFile() ? ((await context.disk.inspect(place))?.bytes ?? 0) : 0
}

async function linesWith(wanted: string, place: string, room: WorkRoom): Promise<string[]> {
  const text = await plainText(place, room).catch(() => null)
  if (text === null) return []
  return text
    .split('\n')
    .flatMap((line, index) =>
      line.toLowerCase().includes(wanted)
        ? [`${room.places.show(place)}:${index + 1}: ${line.trim().slice(0, 200)}`]
        : [],
    )
}

/**
 * The text of a file, whichever kind it is.
 *
 * @throws CodedError file.*, folder.notGranted, document.*
 */
async function readText(place: string, room: WorkRoom): Promise<string> {
  const name = basename(place)
  const format = formatByName(name)
  if (format === null || plainKinds.has(format.kind)) {
    const text = await plainText(place, room)
    if (text === null) throw new CodedError('document.unsupported', { name, format: name.split('.').at(-1) ?? '' })
    return text
  }
  const open = async () => (await openGranted(place, 'read', room.places.grants)).handle
  const { text } = await readDocument(place, { signal: room.context.signal, open })
  return text
}

const plainKinds: ReadonlySet<string> = new Set(['txt', 'md', 'csv', 'html'])

/** Null for what is no text. */
export async function plainText(place: string, { places }: WorkRoom): Promise<string | null> {
  const opened = await openGranted(place, 'read', places.grants)
  try {
    if (opened.bytes > mostBytes)
      throw new CodedError('document.tooLarge', { name: basename(place), limit: 'bytes', max: mostBytes })
    return decodeText(await opened.handle.readFile())?.text ?? null
  } finally {
    await opened.handle.close()
  }
}

import { createByteBuffer } from './byte-buffer.ts'

/** One dispatched event; `id` is the last event id in force, empty when the stream never set one. */
export type SseEvent = { type: string; data: string; id: string }

export type SseParser = {
  /** Takes the next bytes, cut anywhere, and returns the events they complete. */
  feed(bytes: Uint8Array): SseEvent[]
  /** What the stream ended in the middle of (lines of an event without its closing blank line), or the empty text. */
  end(): { leftover: string; retryMilliseconds: number | null }
}

/** An event, or a line, grew past the bound; `before` holds the events the same bytes had already completed. */
export class SseEventTooLargeError extends Error {
  readonly maxEventBytes: number
  readonly before: readonly SseEvent[]

  constructor(maxEventBytes: number, before: readonly SseEvent[]) {
    super(`an event is larger than ${maxEventBytes} bytes`)
    this.name = 'SseEventTooLargeError'
    this.maxEventBytes = maxEventBytes
    this.before = before
  }
}

const lineFeed = 0x0a
const carriageReturn = 0x0d
const colon = 0x3a
const byteOrderMark = [0xef, 0xbb, 0xbf]

/**
 * An incremental parser of Server-Sent Events (WHATWG HTML, "Parsing an event stream"). It looks for line ends in the bytes,
 * which no multi-byte UTF-8 sequence contains, and decodes whole lines only. An event counts once its blank line has come.
 *
 * @throws {SseEventTooLargeError} from `feed`, and from every later `feed`, once one event exceeds `maxEventBytes`.
 */
export function createSseParser({ maxEventBytes }: { maxEventBytes: number }): SseParser {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  const unfinishedLine = createByteBuffer()
  let matchedMark: number | null = 0
  let lineIsComment = false
  let skipLineFeed = false
  let tooLarge = false

  let eventLines: string[] = []
  let eventBytes = 0
  let data: string[] = []
  let type = ''
  let lastId = ''
  let retryMilliseconds: number | null = null

  const takeField = (line: string): void => {
    const at = line.indexOf(':')
    const name = at === -1 ? line : line.slice(0, at)
    const value = at === -1 ? '' : line.slice(line[at + 1] === ' ' ? at + 2 : at + 1)
    if (name === 'data') data.push(value)
    else if (name === 'event') type = value
    else if (name === 'id' && !value.includes('\0')) lastId = value
    else if (name === 'retry' && /^[0-9]+$/.test(value)) retryMilliseconds = Number(value)
  }

  const takeLine = (line: string, bytes: number, events: SseEvent[]): void => {
    if (line !== '') {
      eventLines.push(line)
      eventBytes += bytes
      takeField(line)
      return
    }
    if (data.length > 0) events.push({ type: type === '' ? 'message' : type, data: data.join('\n'), id: lastId })
    eventLines = []
    eventBytes = 0
    data = []
    type = ''
  }

  /** Adds the bytes of a line that is not complete yet; a comment is not worth keeping. */
  const keep = (bytes: Uint8Array): void => {
    if (bytes.length === 0) return
    if (unfinishedLine.length === 0 && !lineIsComment) lineIsComment = bytes[0] === colon
    if (!lineIsComment) unfinishedLine.push(bytes)
  }

  const refuseIfTooLarge = (added: number, events: readonly SseEvent[]): void => {
    if (eventBytes + unfinishedLine.length + added <= maxEventBytes) return
    tooLarge = true
    unfinishedLine.clear()
    eventLines = []
    data = []
    throw new SseEventTooLargeError(maxEventBytes, events)
  }

  /** Drops one byte order mark at the very start, however it is cut; bytes that only look like its beginning are kept. */
  const afterMark = (bytes: Uint8Array): Uint8Array => {
    let at = 0
    while (matchedMark !== null && at < bytes.length) {
      if (bytes[at] === byteOrderMark[matchedMark]) {
        at += 1
        matchedMark = matchedMark === 2 ? null : matchedMark + 1
      } else {
        keep(Uint8Array.from(byteOrderMark.slice(0, matchedMark)))
        matchedMark = null
      }
    }
    return bytes.subarray(at)
  }

  return {
    feed(input) {
      const events: SseEvent[] = []
      if (tooLarge) throw new SseEventTooLargeError(maxEventBytes, events)
      const bytes = afterMark(input)
      let start = 0
      for (let at = 0; at < bytes.length; at++) {
        const byte = bytes[at]
        if (skipLineFeed) {
          skipLineFeed = false
          if (byte === lineFeed) {
            start = at + 1
            continue
          }
        }
        if (byte !== lineFeed && byte !== carriageReturn) continue
        const rest = bytes.subarray(start, at)
        start = at + 1
        skipLineFeed = byte === carriageReturn
        const isComment = lineIsComment || (unfinishedLine.length === 0 && rest[0] === colon)
        if (!isComment) {
          refuseIfTooLarge(rest.length, events)
          const size = unfinishedLine.length + rest.length
          takeLine(decoder.decode(unfinishedLine.length === 0 ? rest : unfinishedLine.join(rest)), size, events)
        }
        unfinishedLine.clear()
        lineIsComment = false
      }
      keep(bytes.subarray(start))
      refuseIfTooLarge(0, events)
      return events
    },
    end() {
      if (matchedMark !== null) keep(Uint8Array.from(byteOrderMark.slice(0, matchedMark)))
      matchedMark = null
      const last = unfinishedLine.length === 0 ? [] : [decoder.decode(unfinishedLine.join(new Uint8Array()))]
      return { leftover: [...eventLines, ...last].join('\n'), retryMilliseconds }
    },
  }
}

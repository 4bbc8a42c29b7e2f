import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createSseParser, type SseEvent, SseEventTooLargeError } from '../../../electron/gateway/sse/sse-parser.ts'
import { chunkSizes, cutBytes, joinLines, lineEnds, toBytes } from './cutting.ts'

function parse(
  body: string | Uint8Array,
  sizes: readonly number[] = [1_000_000],
): { events: SseEvent[]; leftover: string } {
  const parser = createSseParser({ maxEventBytes: 1_000_000 })
  const bytes = typeof body === 'string' ? toBytes(body) : body
  const events = cutBytes(bytes, sizes).flatMap((chunk) => parser.feed(chunk))
  return { events, leftover: parser.end().leftover }
}

const message = (data: string, id = ''): SseEvent => ({ type: 'message', data, id })

describe('the event stream parser follows the WHATWG rules', () => {
  it('reads the examples of the standard', () => {
    expect(parse('data: YHOO\ndata: +2\ndata: 10\n\n').events).toEqual([message('YHOO\n+2\n10')])
    expect(
      parse(': test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event\n').events,
    ).toEqual([message('first event', '1'), message('second event')])
    expect(parse('data\n\ndata\ndata\n\ndata:').events).toEqual([message(''), message('\n')])
    expect(parse('data:test\n\ndata: test\n\n').events).toEqual([message('test'), message('test')])
  })

  it('keeps the last event id, ignores an id with a NUL, and names events', () => {
    const { events } = parse('id: 7\nevent: ping\ndata: a\n\nid: 8\0\ndata: b\n\n')
    expect(events).toEqual([
      { type: 'ping', data: 'a', id: '7' },
      { type: 'message', data: 'b', id: '7' },
    ])
  })

  it('takes only whole numbers as the time to retry', () => {
    const parser = createSseParser({ maxEventBytes: 1000 })
    parser.feed(toBytes('retry: 2500\n\nretry: 1.5\n\nretry: soon\n\n'))
    expect(parser.end().retryMilliseconds).toBe(2500)
  })

  it('drops one byte order mark at the start and keeps any other', () => {
    expect(parse('\uFEFFdata: a\n\n\uFEFFdata: b\n\n').events).toEqual([message('a')])
    expect(parse('\uFEFF\uFEFFdata: a\n\n').events).toEqual([])
    expect(parse('data: \uFEFFa\n\n', [1]).events).toEqual([message('\uFEFFa')])
  })

  it('does not mistake the beginning of another character for a byte order mark', () => {
    expect(parse('ﻂ: x\n', [1]).leftover).toBe('ﻂ: x')
    expect(parse(Uint8Array.of(0xef, 0xbb), [1]).leftover).toBe('\uFFFD')
  })

  it('reports an event without its blank line as left over and never dispatches it', () => {
    expect(parse('data: a\n\ndata: b\n')).toEqual({ events: [message('a')], leftover: 'data: b' })
    expect(parse('event: x\r\ndata: b')).toEqual({ events: [], leftover: 'event: x\ndata: b' })
    expect(parse('data: a\n\n: only a comment').leftover).toBe('')
  })

  it('replaces bytes that are not UTF-8 as a decoder does, whatever the cuts', () => {
    const bytes = Uint8Array.of(...toBytes('data: '), 0xe4, 0xb8, 0x0a, 0xff, 0x0a, 0x0a)
    expect(parse(bytes, [1])).toEqual(parse(bytes))
    expect(parse(bytes).events).toEqual([message('\uFFFD')])
  })

  it('refuses an event above the bound and keeps the events before it', () => {
    const parser = createSseParser({ maxEventBytes: 20 })
    const body = toBytes(`data: ok\n\ndata: ${'x'.repeat(30)}\n\n`)
    let before: readonly SseEvent[] = []
    try {
      parser.feed(body)
    } catch (thrown) {
      if (thrown instanceof SseEventTooLargeError) before = thrown.before
    }
    expect(before).toEqual([message('ok')])
    expect(() => parser.feed(toBytes('data: later\n\n'))).toThrow(SseEventTooLargeError)
  })

  it('counts all lines of one event against the bound, but no comments', () => {
    const parser = createSseParser({ maxEventBytes: 20 })
    expect(parser.feed(toBytes(`:${'c'.repeat(100)}\n${': c\n'.repeat(50)}data: ok\n\n`))).toEqual([message('ok')])
    expect(() => parser.feed(toBytes('data: 12345\ndata: 12345\n'))).toThrow(SseEventTooLargeError)
  })
})

/** One line of data: whatever has no line end in it, Chinese and emoji too. */
const lineText = fc
  .oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.constantFrom('你好，世界', '👩‍👩‍👧', ': x', ' data: y', '\uFEFF'),
  )
  .map((text) => text.replace(/[\r\n]/g, ''))

const anyEvent = fc.record({
  type: fc.constantFrom('', 'ping', 'error', '消息'),
  lines: fc.array(lineText, { minLength: 1, maxLength: 4 }),
  comment: fc.boolean(),
})

describe('cuts, line ends, comments and a byte order mark change nothing', () => {
  it('gives back exactly the events that were written', () => {
    fc.assert(
      fc.property(
        fc.array(anyEvent, { maxLength: 6 }),
        chunkSizes,
        fc.array(fc.constantFrom(...lineEnds), { minLength: 1, maxLength: 5 }),
        fc.boolean(),
        (events, sizes, ends, withMark) => {
          const lines = events.flatMap((event) => [
            ...(event.comment ? [': OPENROUTER PROCESSING', ':'] : []),
            ...(event.type === '' ? [] : [`event: ${event.type}`]),
            ...event.lines.map((line) => `data: ${line}`),
            '',
          ])
          // A lone CR before an empty line ended by LF reads as one CRLF, so lone CRs are not mixed with the others.
          const body = `${withMark ? '\uFEFF' : ''}${joinLines(lines, ends.includes('\r') ? ['\r'] : ends)}`
          const expected = events.map((event) => ({
            type: event.type === '' ? 'message' : event.type,
            data: event.lines
              .map((line) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(toBytes(line)))
              .join('\n'),
            id: '',
          }))
          expect(parse(body, sizes)).toEqual({ events: expected, leftover: '' })
        },
      ),
      { numRuns: 500 },
    )
  })

  it('reads arbitrary bytes the same however they are cut, or refuses them the same', () => {
    const bytes = fc.array(
      fc.oneof(fc.constantFrom(0x0a, 0x0d, 0x3a, 0x20, 0xef, 0xbb, 0xbf, 0x64), fc.integer({ min: 0, max: 255 })),
      { maxLength: 200 },
    )
    const outcome = (chunks: readonly Uint8Array[]): unknown => {
      const parser = createSseParser({ maxEventBytes: 40 })
      const events: SseEvent[] = []
      for (const chunk of chunks) {
        try {
          events.push(...parser.feed(chunk))
        } catch (thrown) {
          if (!(thrown instanceof SseEventTooLargeError)) throw thrown
          return { events: [...events, ...thrown.before], tooLarge: true }
        }
      }
      return { events, ...parser.end() }
    }
    fc.assert(
      fc.property(bytes, chunkSizes, (list, sizes) => {
        const body = Uint8Array.from(list)
        expect(outcome(cutBytes(body, sizes))).toEqual(outcome([body]))
      }),
      { numRuns: 1000 },
    )
  })
})

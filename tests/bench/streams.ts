import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { startVendorProcess } from '../helpers/vendor-server/start-process.ts'
import { companion, electron, freshFolder, startOnPage } from './apps.ts'
import type { Inspector } from './measure/inspect-main.ts'
import { type Line, median } from './measure/table.ts'
import { manyNotes, seedLiveRuns } from './seed-live.ts'

const runs = 20
/** After the page has opened: by then all runners are started, read, ask and stream; in milliseconds. */
const settling = 30_000
const watched = 20_000
/** A picture of 60 a second, in milliseconds; one that takes three is late. */
const frame = 1_000 / 60
const longFrame = 50

/** Each piece is as long as a word or two; an answer has paragraphs of a dozen. */
const piece = '[now]  '
const pieces = 300
const answer = Array.from({ length: pieces }, (_, index) => (index % 12 === 11 ? '[now]\n\n' : piece)).join('')

const seenSchema = z.object({ ages: z.array(z.number()), frames: z.array(z.number()) })

/**
 * P6: how old a piece of text is when it is drawn, from the moment the vendor sends it, with 20 runs that get 100 pieces a second
 * each, one of them open; and how many pictures of that page are late.
 */
export async function measureStreams(): Promise<Line[]> {
  const folder = freshFolder()
  const defaults = { pieces, millisecondsPerPiece: 10, text: answer, stamped: true }
  const vendor = await startVendorProcess({ electron, app: companion }, { defaults })
  seedLiveRuns(folder, { count: runs, documents: manyNotes(folder), baseUrl: vendor.baseUrl })
  const app = { folder: companion, args: ['--trust-starts'], dataFolder: join(folder, 'data') }
  try {
    return await startOnPage({ ...app, selector: openRun }, measure)
  } finally {
    vendor.stop()
  }
}

/** A run in the list of what is at work now. */
const openRun = 'main .runrow button.open'

async function measure(page: Inspector): Promise<Line[]> {
  await page.evaluate(`document.querySelector(${JSON.stringify(openRun)}).click()`)
  await pause(settling)
  const seen = seenSchema.parse(await page.evaluate(watch))
  const ages = seen.ages.toSorted((left, right) => left - right)
  const late = seen.frames.filter((milliseconds) => milliseconds > longFrame).length
  const line = { bar: 'P6', peer: { name: 'a picture', value: frame }, unit: 'ms' as const }
  return [
    {
      ...line,
      what: `token to text, ${runs} runs of 100 tokens/s, p95 of ${ages.length}`,
      ours: ages[Math.floor(ages.length * 0.95)] ?? Number.NaN,
      goal: { kind: 'most', value: 3 },
    },
    {
      ...line,
      what: 'the same, the middle of them',
      ours: median(ages),
      goal: { kind: 'most', value: 3 },
      beside: true,
    },
    {
      ...line,
      what: `long pictures of that page, of ${seen.frames.length}`,
      ours: (late / seen.frames.length) * 100,
      unit: '%',
      goal: { kind: 'at-most', value: 1 },
    },
  ]
}

/** Looks before each picture at what was added since the last, and takes the time once the picture is drawn. */
const watch = `new Promise((resolve) => {
  const ages = []
  const frames = []
  const drawn = new MessageChannel()
  const begun = performance.now()
  let newest = Date.now()
  let last = begun
  let added = []
  drawn.port1.onmessage = () => {
    const now = Date.now()
    for (const stamp of added) ages.push(now - stamp)
    added = []
  }
  const look = (now) => {
    frames.push(now - last)
    last = now
    const text = [...document.querySelectorAll('.segment')].at(-1)?.textContent.slice(-2_000) ?? ''
    added = [...text.matchAll(/\\d{13}/g)].map(([stamp]) => Number(stamp)).filter((stamp) => stamp > newest)
    newest = Math.max(newest, ...added)
    drawn.port2.postMessage(null)
    if (now - begun < ${watched}) requestAnimationFrame(look)
    else resolve({ ages, frames: frames.slice(1) })
  }
  requestAnimationFrame(look)
})`

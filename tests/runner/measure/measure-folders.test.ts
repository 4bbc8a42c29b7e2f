import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createRunner } from '../../../electron/runner/create-runner.ts'
import {
  type FileCount,
  type MeasureContract,
  measureOperations,
  type MeasureOrder,
  type MeasureReport,
  measureReportSchema,
} from '../../../electron/runner/measure/protocol.ts'
import { systemDisk } from '../../../electron/runner/tools/files/disk.ts'
import { answerPortCalls } from '../../../electron/ipc/port-calls.ts'
import { stepIdSchema } from '../../../shared/model/brand.ts'
import { temporaryFolder } from '../../helpers/agent-database.ts'
import { createFakeClock } from '../../helpers/fake-clock.ts'
import { createPortPair } from '../../helpers/port-pair.ts'
import { monday } from '../world.ts'
import { noWays } from '../../helpers/no-web.ts'

const read = stepIdSchema.parse('read')
const story = 'The team met on Monday. Anna will call the supplier before Friday. '

/** A folder to count, and a main that remembers what was counted. */
function setUp() {
  const folder = temporaryFolder()
  const documents = join(folder, 'documents')
  mkdirSync(documents)
  const clock = createFakeClock(monday)
  let lookUpTakes = 0
  const kept = new Map<string, FileCount>()
  const asked = { files: 0 }
  const order: MeasureOrder = {
    steps: [{ stepId: read, folder: documents, recursive: false }],
    grants: [{ path: documents, access: 'read' }],
    ownOutputs: [],
    milliseconds: 20_000,
  }
  const keyOf = (file: { path: string; bytes: number; modifiedAt: number }) =>
    `${file.path} ${file.bytes} ${file.modifiedAt}`
  const measure = (changes: Partial<MeasureOrder> = {}): Promise<MeasureReport[]> => {
    const { ours, theirs } = createPortPair()
    const reports: MeasureReport[] = []
    answerPortCalls<MeasureContract>(ours, measureOperations, {
      'files.known': async ({ files }) => {
        asked.files += files.length
        clock.advance(lookUpTakes)
        return { counts: files.map((file) => kept.get(keyOf(file)) ?? null) }
      },
      'files.keep': async ({ files }) => {
        for (const file of files) kept.set(keyOf(file), { tokens: file.tokens, language: file.language })
        return {}
      },
    })
    createRunner({
      port: theirs,
      clock,
      disk: systemDisk,
      ways: noWays,
      fetch: () => Promise.reject(new Error('counting asks nobody')),
      onMainGone: () => undefined,
      exit: () => undefined,
    })
    return new Promise((resolve) => {
      ours.onMessage((message) => {
        const report = measureReportSchema.safeParse(message)
        if (!report.success) return
        reports.push(report.data)
        const isLast = report.data.type === 'failed' || (report.data.type === 'measured' && report.data.isLast)
        if (isLast) resolve(reports)
      })
      ours.postMessage({ type: 'measure', order: { ...order, ...changes } })
    })
  }
  const write = (name: string, text: string) => writeFileSync(join(documents, name), text)
  /** How long main takes to answer what it knows of files. */
  const passTime = (milliseconds: number) => {
    lookUpTakes = milliseconds
  }
  return { documents, kept, asked, measure, write, passTime }
}

const textsOf = (report: MeasureReport | undefined) =>
  report?.type === 'measured' ? report.steps.flatMap(({ texts }) => texts) : []

describe('counting what lies in a folder', () => {
  it('guesses by size at once, then counts', async () => {
    const { measure, write } = setUp()
    write('a.txt', story.repeat(40))
    write('b.md', story.repeat(10))
    const reports = await measure()
    expect(textsOf(reports[0]).map(({ precision }) => precision)).toEqual(['rough', 'rough'])
    const counted = textsOf(reports.at(-1))
    expect(counted.map(({ precision }) => precision)).toEqual(['counted', 'counted'])
    expect(counted[0]?.tokens).toBeGreaterThan(3 * (counted[1]?.tokens ?? 0))
    expect(counted.map(({ language }) => language)).toEqual(['en', 'en'])
  })

  it('opens no file again that is what it was', async () => {
    const { measure, write, kept, asked } = setUp()
    write('a.txt', story.repeat(40))
    const first = await measure()
    // What is remembered is taken at its word, so the file was not read.
    const [key] = kept.keys()
    kept.set(key ?? '', { tokens: 77, language: 'zh' })
    const second = await measure()
    expect(textsOf(second.at(-1))).toEqual([{ tokens: 77, count: 1, language: 'zh', precision: 'counted' }])
    expect(second.filter(({ type }) => type === 'measuring')).toEqual([])
    expect(asked.files).toBe(2)
    expect(textsOf(first.at(-1))[0]?.tokens).not.toBe(77)
    // A file that was changed is another file.
    write('a.txt', story.repeat(41))
    expect(textsOf((await measure()).at(-1))[0]?.language).toBe('en')
  })

  it('finds nothing in an empty folder, and leaves out what cannot be read', async () => {
    const { measure, write } = setUp()
    expect(textsOf((await measure()).at(-1))).toEqual([])
    write('broken.docx', 'no Word document')
    write('picture.png', 'no document')
    expect(textsOf((await measure()).at(-1))).toEqual([])
  })

  it('leaves what is not read in time guessed', async () => {
    const { measure, write, passTime } = setUp()
    write('a.txt', story.repeat(40))
    passTime(30_000)
    expect(textsOf((await measure()).at(-1)).map(({ precision }) => precision)).toEqual(['rough'])
    passTime(0)
    expect(textsOf((await measure()).at(-1)).map(({ precision }) => precision)).toEqual(['counted'])
  })

  it('counts no folder that was not granted, and follows no link out of one', async () => {
    const { measure, documents } = setUp()
    const [refused] = await measure({ grants: [] })
    expect(refused).toMatchObject({ type: 'failed', error: { code: 'folder.notGranted' } })
    const outside = join(temporaryFolder(), 'secret.txt')
    writeFileSync(outside, story)
    symlinkSync(outside, join(documents, 'link.txt'))
    expect(textsOf((await measure()).at(-1))).toEqual([])
    const missing = [{ stepId: read, folder: join(documents, 'gone'), recursive: false }]
    expect((await measure({ steps: missing }))[0]).toMatchObject({ type: 'failed', error: { code: 'folder.missing' } })
  })
})

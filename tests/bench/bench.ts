import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { runOrderSchema } from '../../electron/runner/protocol.ts'
import { zoneSchema } from '../../shared/model/brand.ts'
import { noSpendingRules } from '../../shared/model/budget.ts'
import { makeAgent } from '../helpers/things.ts'
import { startVendorProcess } from '../helpers/vendor-server/start-process.ts'
import { bare, companion, electron, freshFolder, host, run, settledMemory, start, startHidden } from './apps.ts'
import { measureEvents, measureReport } from './books.ts'
import { measureDelay } from './busy.ts'
import { measureDrawing } from './drawing.ts'
import { measureIdle } from './idle.ts'
import { type Line, median, tableText } from './measure/table.ts'
import { measureSchedules } from './schedules.ts'
import { measureSize } from './size.ts'
import { seedYear } from './seed.ts'
import { measureStreams } from './streams.ts'

const megabyte = 1024 * 1024
const rounds = 5
/** A heading the Today page shows once it has main's truth. */
const homeReady = 'main h1'

const seriesSchema = z.object({ ms: z.array(z.number()), bytes: z.array(z.number()) })
const callSchema = z.object({ firstTokenMs: z.number(), tokensPerSecond: z.number() })
const hostResultSchema = z.object({
  runner: z.object({ bare: seriesSchema, ours: seriesSchema }),
  calls: z.record(z.string(), z.object({ straight: z.array(callSchema), through: z.array(callSchema) })),
})

/** `npm run bench -- P9 P10` measures only these. */
const wanted = process.argv.slice(2).filter((word) => /^P\d+$/.test(word))
const wants = (...bars: string[]) => wanted.length === 0 || bars.some((bar) => wanted.includes(bar))
/** `--events=1000000` makes P10 quicker, and its line says so. */
const events = Number(process.argv.find((word) => word.startsWith('--events='))?.slice(9) ?? 10_000_000)

const lines: Line[] = []
if (wants('P1', 'P2')) lines.push(...(await measureWindows()))
if (wants('P3')) lines.push(...(await measureHidden()))
if (wants('P4')) lines.push(...(await measureIdle()))
if (wants('P5', 'P12')) lines.push(...(await measureInside()))
if (wants('P6')) lines.push(...(await measureStreams()))
if (wants('P7')) lines.push(...(await measureDrawing()))
if (wants('P8')) lines.push(...(await measureDelay()))
if (wants('P9')) lines.push(...(await measureEvents()))
if (wants('P10')) lines.push(...measureReport(events))
if (wants('P11')) lines.push(...(await measureSchedules()))
if (wants('P14')) lines.push(...measureSize())
process.stdout.write(`${tableText(lines)}\n`)

/** P1 and P2: to a usable home screen with a year of history, and the memory of all processes then. */
async function measureWindows(): Promise<Line[]> {
  const ours = freshFolder()
  seedYear(ours, 20)
  const times = { bare: [] as number[], ours: [] as number[] }
  const memory = { bare: [] as number[], ours: [] as number[] }
  for (let round = 0; round < rounds; round++) {
    const keep = (into: number[]) => async (pid: number) => void into.push(await settledMemory(pid))
    times.bare.push(await start({ folder: bare, dataFolder: freshFolder(), selector: 'h1' }, keep(memory.bare)))
    times.ours.push(
      await start(
        { folder: companion, args: ['--trust-starts'], dataFolder: ours, selector: homeReady },
        keep(memory.ours),
      ),
    )
  }
  return [
    {
      bar: 'P1',
      what: 'cold start to a usable home screen, 20 agents, 1 year',
      peer: { name: 'bare window', value: median(times.bare) },
      ours: median(times.ours),
      unit: 'ms',
      goal: { kind: 'most', value: 1.5 },
    },
    {
      bar: 'P2',
      what: 'memory with the window open',
      peer: { name: 'bare window', value: median(memory.bare) / megabyte },
      ours: median(memory.ours) / megabyte,
      unit: 'MB',
      goal: { kind: 'most', value: 1.35 },
    },
  ]
}

/** P3: memory in the tray against a bare window that is hidden. */
async function measureHidden(): Promise<Line[]> {
  const ours = freshFolder()
  seedYear(ours, 20)
  const memory = { bare: [] as number[], ours: [] as number[] }
  for (let round = 0; round < Math.ceil(rounds / 2); round++) {
    const keep = (into: number[]) => async (pid: number) => void into.push(await settledMemory(pid))
    await startHidden([bare, '--keep-hidden', `--data-dir=${freshFolder()}`], keep(memory.bare))
    await startHidden([companion, '--hidden', '--trust-starts', `--data-dir=${ours}`], keep(memory.ours))
  }
  return [
    {
      bar: 'P3',
      what: 'memory in the tray',
      peer: { name: 'bare window, hidden', value: median(memory.bare) / megabyte },
      ours: median(memory.ours) / megabyte,
      unit: 'MB',
      goal: { kind: 'most', value: 0.95 },
    },
  ]
}

/** P5 and P12, measured from inside an Electron main process. */
async function measureInside(): Promise<Line[]> {
  const folder = freshFolder()
  // At a pace of 100 tokens a second.
  const defaults = { pieces: 200, millisecondsPerPiece: 10, text: 'word '.repeat(200) }
  const vendor = await startVendorProcess({ electron, app: companion }, { defaults })
  try {
    const plan = join(folder, 'plan.json')
    writeFileSync(plan, JSON.stringify(planFor(folder, vendor.baseUrl)))
    const results = await runHost([host, `--plan=${plan}`, `--data-dir=${freshFolder()}`])
    return [...runnerLines(results.runner), ...callLines(results.calls)]
  } finally {
    vendor.stop()
  }
}

function runnerLines({ bare: floor, ours }: z.infer<typeof hostResultSchema>['runner']): Line[] {
  const goal = { kind: 'most' as const, value: 1.3 }
  const line = { bar: 'P5', goal }
  return [
    {
      ...line,
      what: 'a run, to its first step done',
      peer: { name: 'bare utility process', value: median(floor.ms) },
      ours: median(ours.ms),
      unit: 'ms',
    },
    {
      ...line,
      what: 'a run, memory then',
      peer: { name: 'bare utility process', value: median(floor.bytes) / megabyte },
      ours: median(ours.bytes) / megabyte,
      unit: 'MB',
    },
  ]
}

function callLines(calls: z.infer<typeof hostResultSchema>['calls']): Line[] {
  return Object.entries(calls).flatMap(([count, { straight, through }]): Line[] => [
    {
      bar: 'P12',
      what: `to the first token, ${count} at once`,
      peer: { name: 'without the gateway', value: median(straight.map((call) => call.firstTokenMs)) },
      ours: median(through.map((call) => call.firstTokenMs)),
      unit: 'ms',
      goal: { kind: 'most-over', value: 5 },
    },
    {
      bar: 'P12',
      what: `throughput, ${count} at once`,
      peer: { name: 'without the gateway', value: median(straight.map((call) => call.tokensPerSecond)) },
      ours: median(through.map((call) => call.tokensPerSecond)),
      unit: 'tokens/s',
      goal: { kind: 'least', value: 0.95 },
    },
  ])
}

function planFor(folder: string, vendor: string): unknown {
  const documents = freshFolder()
  writeFileSync(
    join(documents, 'note.txt'),
    'The meeting was moved to Thursday at ten. Please bring the signed lease.\n',
  )
  const agent = makeAgent({ grants: [{ path: documents, access: 'read' }] })
  const [readStep, ...others] = agent.steps
  const steps = readStep?.kind === 'readFolder' ? [{ ...readStep, folder: documents }, ...others] : agent.steps
  const reference = { providerId: 'bench', model: 'bench-model' }
  const createdAt = agent.createdAt
  const provider = {
    id: 'bench',
    dialect: 'compatible',
    name: 'Bench',
    baseUrl: vendor,
    keyStorage: 'none',
    models: [{ ...reference, name: 'bench-model', contextTokens: 100_000, price: null }],
    createdAt,
  }
  return {
    app: companion,
    scratch: folder,
    vendor,
    rounds,
    together: [1, 20],
    prompt: 'Say something about the weather.',
    // An order of another shape would be refused by the runner alone.
    order: runOrderSchema.omit({ runId: true }).parse({
      agent: { ...agent, steps },
      model: reference,
      modelLabel: 'Bench',
      modelIsPractice: false,
      contextTokens: 100_000,
      language: 'en',
      zone: zoneSchema.parse('UTC'),
      createdAt,
      gateway: { baseUrl: 'http://127.0.0.1:9/v1', token: 'none' },
      scratchFolder: join(folder, 'scratch'),
      keptFolder: join(folder, 'kept'),
    }),
    configure: {
      ledgerPath: join(folder, 'ledger.db'),
      zone: 'UTC',
      providers: [{ provider, key: 'bench-key' }],
      spending: noSpendingRules,
    },
    pass: { runId: 'bench', agentId: 'agent-1', kind: 'agent', models: [reference] },
  }
}

function runHost(args: string[]): Promise<z.infer<typeof hostResultSchema>> {
  const child = run(args, 'output')
  let output = ''
  child.stdout?.on('data', (data: Buffer) => {
    output += data.toString()
  })
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => {
      const result = /^BENCH (.*)$/m.exec(output)?.[1]
      if (result === undefined) reject(new Error(`the bench host ended with ${code} and said: ${output}`))
      else resolve(hostResultSchema.parse(JSON.parse(result)))
    })
  })
}

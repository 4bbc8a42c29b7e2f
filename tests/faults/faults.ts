import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { hasEnded } from '../../shared/model/run.ts'
import { paidMoreThanOnce, paidRequests, readRecords } from '../helpers/vendor-server/record.ts'
import { type LiveRun, prepareRun, problemsOf, readRun } from './live-run.ts'
import { startVendorProcess } from '../helpers/vendor-server/start-process.ts'
import { findVictim, named, startApp, strike, type Victim } from './processes.ts'
import { pick, seededRandom } from './random.ts'

// R1: kills main, the gateway and runners of live runs at random moments of a named seed, and counts what was lost or done twice.
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    kills: { type: 'string', default: '30' },
    documents: { type: 'string', default: '12' },
  },
})
const wanted = Number(values.kills)
const random = seededRandom(Number(values.seed))
const root = mkdtempSync(join(tmpdir(), 'kaihe-faults-'))
const kills = { main: 0, gateway: 0, runner: 0 }
const paidTwice = { main: 0, gateway: 0, runner: 0 }
const counts = { runs: 0, calls: 0, orphans: 0, problems: 0 }

for (const victim of turns()) {
  await suffer(victim)
  if (kills.main + kills.gateway + kills.runner >= wanted) break
}
rmSync(root, { recursive: true, force: true })
report()
process.exit(counts.problems > 0 || counts.orphans > 0 || paidTwice.runner > 0 ? 1 : 0)

function* turns(): Generator<Victim> {
  for (;;) yield* ['runner', 'gateway', 'main'] as const
}

/** One run from its start to its end, in which one kind of process is killed up to five times. */
async function suffer(victim: Victim): Promise<void> {
  const journal = join(root, `vendor-${counts.runs}.jsonl`)
  // Slow enough to be caught in the middle, with a journal that outlives kills.
  const vendor = await startVendorProcess(
    { electron: named('KAIHE_ELECTRON'), app: named('KAIHE_APP') },
    { journal, defaults: { pieces: 12, millisecondsPerPiece: 25 } },
  )
  const live = prepareRun(root, vendor.baseUrl, Number(values.documents))
  let app = startApp(live.dataFolder)
  const blows = pick(random, [1, 2, 3, 4, 5])
  let struck = 0
  let inFlight = 0
  const deadline = Date.now() + 180_000
  while (Date.now() < deadline && !isOver(live)) {
    await pause(50 + Math.floor(random() * 1_200))
    const pid = struck < blows && !isOver(live) ? findVictim(app, victim) : null
    if (pid === null) continue
    struck += 1
    kills[victim] += 1
    inFlight += readRecords(journal).filter((record) => record.state === 'answering').length
    counts.orphans += await strike(app, pid)
    if (victim === 'main') app = startApp(live.dataFolder)
  }
  if (app.pid !== undefined) await strike(app, app.pid)
  vendor.stop()
  judge(victim, live, journal, inFlight)
}

function judge(victim: Victim, live: LiveRun, journal: string, inFlight: number): void {
  const records = readRecords(journal)
  const twice = [...paidMoreThanOnce(records).values()].reduce((sum, times) => sum + times - 1, 0)
  const problems = problemsOf(live)
  // A process that dies with its calls in flight may have them paid twice, but never others.
  if (victim === 'runner' ? twice > 0 : twice > inFlight)
    problems.push(`${twice} calls paid twice, ${inFlight} in flight`)
  counts.runs += 1
  counts.calls += paidRequests(records).length
  counts.problems += problems.length
  paidTwice[victim] += twice
  for (const problem of problems) process.stdout.write(`run ${counts.runs} (${victim}): ${problem}\n`)
}

function isOver(live: LiveRun): boolean {
  return hasEnded(readRun(live).state)
}

function report(): void {
  const lines = [
    `seed ${values.seed}: ${counts.runs} runs, ${counts.calls} paid calls`,
    `killed: main ${kills.main}, gateway ${kills.gateway}, runner ${kills.runner}`,
    `calls paid twice: runner killed ${paidTwice.runner}, gateway killed ${paidTwice.gateway}, main killed ${paidTwice.main}`,
    `processes left behind: ${counts.orphans}`,
    `runs lost, incomplete, reports missing or written twice, databases damaged: ${counts.problems}`,
  ]
  process.stdout.write(`${lines.join('\n')}\n`)
}

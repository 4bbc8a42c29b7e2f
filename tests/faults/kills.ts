import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { hasEnded } from '../../shared/model/run.ts'
import { paidMoreThanOnce, paidRequests, readRecords, type RecordedRequest } from '../helpers/vendor-server/record.ts'
import type { Fault } from './fault.ts'
import { type LiveRun, prepareRun, problemsOf, readRun } from './live-run.ts'
import { startVendorProcess } from '../helpers/vendor-server/start-process.ts'
import { findVictim, named, startApp, strike, type Victim } from './processes.ts'
import { pick } from './random.ts'

/** R1: kills main, the gateway and runners of live runs in the real app at random moments, and counts what was lost or done twice. */
export const kills: Fault = {
  id: 'R1',
  what: 'processes killed in live runs',
  async run({ random, kills: wanted, documents }) {
    const root = mkdtempSync(join(tmpdir(), 'kaihe-faults-'))
    const done: Tally = {
      killed: { main: 0, gateway: 0, runner: 0 },
      paidTwice: { main: 0, gateway: 0, runner: 0 },
      runs: 0,
      calls: 0,
      orphans: 0,
      problems: [],
    }
    for (const victim of turns()) {
      await suffer(done, { root, victim, random, documents })
      if (sum(done.killed) >= wanted) break
    }
    rmSync(root, { recursive: true, force: true })
    const { killed, paidTwice, runs, calls, orphans, problems } = done
    if (orphans > 0) problems.push(`${orphans} processes were left behind`)
    return {
      counts: {
        'main killed': killed.main,
        'gateway killed': killed.gateway,
        'runner killed': killed.runner,
        runs,
        'paid calls': calls,
        'paid twice (runner killed)': paidTwice.runner,
        'paid twice (gateway killed)': paidTwice.gateway,
        'paid twice (main killed)': paidTwice.main,
        'processes left behind': orphans,
      },
      problems,
    }
  },
}

type ByVictim = Record<Victim, number>
type Tally = { killed: ByVictim; paidTwice: ByVictim; runs: number; calls: number; orphans: number; problems: string[] }

function sum(numbers: ByVictim): number {
  return numbers.main + numbers.gateway + numbers.runner
}

function* turns(): Generator<Victim> {
  for (;;) yield* ['runner', 'gateway', 'main'] as const
}

/** One run from its start to its end, in which one kind of process is killed up to five times. */
async function suffer(
  done: Tally,
  { root, victim, random, documents }: { root: string; victim: Victim; random: () => number; documents: number },
): Promise<void> {
  const journal = join(root, `vendor-${done.runs}.jsonl`)
  // Slow enough to be caught in the middle, with a journal that outlives kills.
  const vendor = await startVendorProcess(
    { electron: named('KAIHE_ELECTRON'), app: named('KAIHE_APP') },
    { journal, defaults: { pieces: 12, millisecondsPerPiece: 25 } },
  )
  const live = prepareRun(root, vendor.baseUrl, documents)
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
    done.killed[victim] += 1
    const before = readRecords(journal)
    done.orphans += await strike(app, pid)
    inFlight += inFlightAt(before, readRecords(journal))
    if (victim === 'main') app = startApp(live.dataFolder)
  }
  if (app.pid !== undefined) await strike(app, app.pid)
  vendor.stop()
  judge(done, { victim, live, journal, inFlight })
}

/** Calls that may have been under way when the blow fell: those that were, and those that began while it was struck. */
function inFlightAt(before: readonly RecordedRequest[], after: readonly RecordedRequest[]): number {
  const ended = new Set(before.filter(({ endedAt }) => endedAt !== null).map(({ number }) => number))
  return after.filter(({ number }) => !ended.has(number)).length
}

function judge(
  done: Tally,
  { victim, live, journal, inFlight }: { victim: Victim; live: LiveRun; journal: string; inFlight: number },
): void {
  const records = readRecords(journal)
  const twice = [...paidMoreThanOnce(records).values()].reduce((total, times) => total + times - 1, 0)
  const problems = problemsOf(live)
  // A process that dies with its calls in flight may have them paid twice, but never others.
  if (victim === 'runner' ? twice > 0 : twice > inFlight)
    problems.push(`${twice} calls paid twice, ${inFlight} in flight`)
  done.runs += 1
  done.calls += paidRequests(records).length
  done.paidTwice[victim] += twice
  done.problems.push(...problems.map((problem) => `run ${done.runs} (${victim}): ${problem}`))
}

function isOver(live: LiveRun): boolean {
  return hasEnded(readRun(live).state)
}

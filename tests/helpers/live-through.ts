import type { RunId } from '../../shared/model/brand.ts'
import { hasEnded, type RunState } from '../../shared/model/run.ts'
import type { Standing } from '../../shared/model/supervision.ts'
import { settle } from './fake-processes.ts'
import type { Misdeed } from './misdeeds.ts'
import { isAlive, type ProcessWorld, readMemory, stateOfProcess, until } from './process-world.ts'

/** How a run whose runner misbehaves came to its end. */
export type Lived = {
  state: RunState
  standing: Standing['name']
  /** The processes it had, one after the other. */
  processes: number[]
  /** The seconds between them. */
  pauses: number[]
  /** What became of the run of another agent that was at work meanwhile. */
  other: RunState
}

const memoryMegabytes = 256
/** A runner that is silent for so long hangs. */
const silence = 41_000
const weighed = 5_000
const longestPause = 60

/** Lets one runner do one thing wrong, as often as it is given another process, beside an agent that does nothing wrong. */
export async function liveThrough(world: ProcessWorld, misdeed: Misdeed): Promise<Lived> {
  const { runs, clock, stateOf, runners } = world
  const runId = world.begin(misdeed, { memoryMegabytes })
  const hasRunEnded = () => hasEnded(stateOf(runId))
  await until(() => runners().length > 0)
  const before = new Set<number>()
  const newOne = () => runners().find((pid) => !before.has(pid))
  const processes: number[] = []
  const pauses: number[] = []
  let other: RunId | null = null
  for (;;) {
    const pid = newOne()
    if (pid === undefined) throw new Error('the run has no process')
    before.add(pid)
    processes.push(pid)
    if (other === null) {
      other = world.begin('Does nothing wrong')
      const id = other
      const own = newOne()
      if (own !== undefined) before.add(own)
      await until(() => hasEnded(stateOf(id)))
    }
    await untilCaught(world, misdeed, pid, runId)
    await until(() => !isAlive(pid) && !runners().includes(pid))
    await settle()
    if (hasRunEnded()) break
    let seconds = 0
    while (newOne() === undefined && !hasRunEnded() && seconds < longestPause) {
      clock.advance(1_000)
      seconds += 1
      await settle()
    }
    if (hasRunEnded()) break
    pauses.push(seconds)
  }
  const agentId = runs.read(runId).run.agentId
  return {
    state: stateOf(runId),
    standing: world.agentOf(agentId).standing.name,
    processes,
    pauses,
    other: stateOf(other),
  }
}

/** Waits until it has done what it does, and lets the time pass in which that is noticed. */
async function untilCaught(world: ProcessWorld, misdeed: Misdeed, pid: number, runId: RunId): Promise<void> {
  const { clock, atWork, runs } = world
  switch (misdeed) {
    case 'crash at once':
    case 'crash at work':
    case 'flood':
      return
    case 'freeze':
      await until(() => stateOfProcess(pid) === 'T')
      clock.advance(silence)
      return
    case 'turn in circles':
      await until(() => atWork.has(pid))
      clock.advance(silence)
      return
    case 'leak':
      await until(() => (readMemory(pid) ?? 0) > memoryMegabytes * 1024 * 1024)
      clock.advance(weighed)
      return
    case 'ignore stop': {
      await until(() => atWork.has(pid))
      const stopped = runs.stop(runId)
      clock.advance(1_000)
      await stopped
    }
  }
}

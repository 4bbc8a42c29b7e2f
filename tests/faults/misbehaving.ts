import { liveThrough } from '../helpers/live-through.ts'
import { type Misdeed, misdeeds } from '../helpers/misdeeds.ts'
import { isAlive, openProcessWorld } from '../helpers/process-world.ts'
import type { Fault } from './fault.ts'

const backoff = [1, 2, 4, 8, 16]
/** How each ends: its state, the error it names, and the seconds before it was given another process. */
const declared: Record<Misdeed, { end: string; pauses: number[] }> = {
  'crash at once': { end: 'quarantined run.runnerDied', pauses: backoff },
  'crash at work': { end: 'quarantined run.runnerDied', pauses: backoff },
  freeze: { end: 'quarantined run.runnerHung', pauses: backoff },
  'turn in circles': { end: 'quarantined run.runnerHung', pauses: backoff },
  leak: { end: 'error run.tooMuchMemory', pauses: [1] },
  flood: { end: 'quarantined run.flooded', pauses: [1] },
  'ignore stop': { end: 'stopped', pauses: [] },
}

/** R5: runners that crash, freeze, turn in circles, leak, flood and ignore that they are to stop, each beside one that does not. */
export const misbehaving: Fault = {
  id: 'R5',
  what: 'runners that misbehave, as real processes',
  async run({ rounds }) {
    const problems: string[] = []
    const counts = {
      runs: 0,
      processes: 0,
      'pauses as declared': 0,
      'kept apart with a reason': 0,
      'others untouched': 0,
      'processes left behind': 0,
    }
    for (let round = 0; round < Math.ceil(rounds / 3); round += 1) {
      for (const misdeed of misdeeds) {
        const world = openProcessWorld()
        const { state, standing, processes, pauses, other } = await liveThrough(world, misdeed)
        await world.close()
        const { end, pauses: wanted } = declared[misdeed]
        const ended = state.name === 'failed' ? `${state.reason} ${state.error.code}` : state.name
        const left = processes.filter(isAlive).length
        if (ended !== end) problems.push(`${misdeed}: ended as ${ended}`)
        if (pauses.join() !== wanted.join()) problems.push(`${misdeed}: pauses of ${pauses.join(', ')} s`)
        else counts['pauses as declared'] += pauses.length
        if (end.startsWith('quarantined') !== (standing === 'quarantined'))
          problems.push(`${misdeed}: the agent is ${standing}`)
        if (other.name === 'succeeded') counts['others untouched'] += 1
        else problems.push(`${misdeed}: the other run ended as ${other.name}`)
        if (left > 0) problems.push(`${misdeed}: ${left} processes left behind`)
        counts.runs += 2
        counts.processes += processes.length + 1
        counts['processes left behind'] += left
        if (standing === 'quarantined') counts['kept apart with a reason'] += 1
      }
    }
    return { counts, problems }
  },
}

import { CodedError } from '../../../shared/contract/errors.ts'
import { type Power, quietPower, type ShortcutName } from '../../../shared/model/power.ts'
import type { Settings } from '../../../shared/model/settings.ts'
import type { Desktop } from '../../ipc/desktop-edge.ts'
import type { Publish } from '../../ipc/publish.ts'
import type { RunService } from '../runs/run-service.ts'

export type PowerService = {
  current(): Power
  /** Asks the system what it says of sign-in, and asks for the owner's keys again. */
  start(keys: Pick<Settings, 'stopShortcut' | 'clipboardShortcut'>): Promise<void>
  note(changes: Partial<Power>): void
  /** Shows what the system says afterwards. */
  setLaunchAtLogin(enabled: boolean): Promise<void>
  /** Throws `shortcut.taken`; the keys from before hold then. */
  setShortcut(name: ShortcutName, keys: string | null, before: string | null): void
  /** Stops every live run; resolves with how many when their processes are gone. */
  stopAll(): Promise<number>
}

/** Sign-in, the keys that stop everything, and what the page should know of the computer's power. */
export function createPowerService(dependencies: {
  desktop: Pick<Desktop, 'launchesAtLogin' | 'setLaunchAtLogin' | 'setShortcut'>
  runs: Pick<RunService, 'live' | 'stop'>
  publish: Publish
  /** The keys for the clipboard were pressed, in whichever program. */
  clipboardPressed: () => void
}): PowerService {
  const { desktop, runs, publish, clipboardPressed } = dependencies
  let power = quietPower
  const note = (changes: Partial<Power>) => {
    power = { ...power, ...changes }
    publish({ type: 'power.changed', power })
  }

  const stopAll = async (): Promise<number> => {
    // Those in the queue first, or they would take the places that become free.
    const live = runs.live().toSorted((left, right) => placeOf(left.state.name) - placeOf(right.state.name))
    const results = await Promise.allSettled(live.map(({ id }) => runs.stop(id)))
    return results.filter(({ status }) => status === 'fulfilled').length
  }
  const askForKeys = (name: ShortcutName, keys: string | null): Partial<Power> => {
    const state = desktop.setShortcut(name, keys, name === 'stop' ? () => void stopAll() : clipboardPressed)
    return name === 'stop' ? { stopShortcut: state } : { clipboardShortcut: state }
  }

  return {
    current: () => power,
    async start(keys) {
      const states = { ...askForKeys('stop', keys.stopShortcut), ...askForKeys('clipboard', keys.clipboardShortcut) }
      note({ ...states, launchesAtLogin: await desktop.launchesAtLogin() })
    },
    note,
    async setLaunchAtLogin(enabled) {
      await desktop.setLaunchAtLogin(enabled)
      note({ launchesAtLogin: await desktop.launchesAtLogin() })
    },
    setShortcut(name, keys, before) {
      const state = askForKeys(name, keys)
      if (Object.values(state).includes('taken')) {
        note(askForKeys(name, before))
        throw new CodedError('shortcut.taken')
      }
      note(state)
    },
    stopAll,
  }
}

function placeOf(state: string): number {
  return state === 'queued' ? 0 : 1
}

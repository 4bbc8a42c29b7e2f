import type { SettingsService } from '../settings/settings-service.ts'
import type { SystemMetered } from './system-metered.ts'

/** Whether the way out costs money by the amount, as the owner says or else the system; asked each time it matters, and never in between. */
export type IsMetered = () => Promise<boolean>

export function createMeteredNetwork(from: {
  settings: Pick<SettingsService, 'current'>
  /** Absent where nobody can be asked. */
  system: SystemMetered | undefined
}): IsMetered {
  const { settings, system } = from
  let asking: Promise<boolean | null> | null = null
  return async () => {
    const { metered } = settings.current()
    if (metered !== 'automatic') return metered === 'always'
    // Several that ask at once share the answer.
    asking ??= (system?.() ?? Promise.resolve(null)).finally(() => {
      asking = null
    })
    return (await asking.catch(() => null)) === true
  }
}

import type { AppEvent } from '../../../shared/contract/events.ts'
import type { Mirror } from '../../../shared/contract/mirror.ts'
import type { Clock } from '../../../shared/model/clock.ts'
import type { RunService } from '../runs/run-service.ts'
import type { Scheduler } from '../schedule/scheduler.ts'
import type { SettingsService } from '../settings/settings-service.ts'
import { createHolds, type Holds } from './holds.ts'
import { createKeepAwake } from './keep-awake.ts'
import type { PowerService } from './power-service.ts'
import { createTimedPause } from './timed-pause.ts'

/** When things may start by themselves: from the app's start, over the computer's sleep, to its end. */
export type DayAndNight = {
  readonly holds: Holds
  /** Lets everything start, or, when the app kept crashing, waits until the owner does. */
  start(heldAfterCrashes: boolean): Promise<void>
  recover(): Promise<void>
  sleep(): void
  wake(): void
  observe(event: AppEvent): void
  stop(): void
}

/** So long after the word that the PC sleeps it is awake, whether it says so or not; timers stand still in its sleep. */
const silentSleep = 120_000

export function createDayAndNight(dependencies: {
  runs: Pick<RunService, 'hold' | 'recover'>
  scheduler: Pick<Scheduler, 'start' | 'sleep' | 'wake'>
  settings: Pick<SettingsService, 'current' | 'save'>
  power: Pick<PowerService, 'note'>
  mirror: () => Mirror
  clock: Clock
  /** Whatever else may start runs begins to. */
  begin: () => void
  /** Keeps the system from falling asleep by itself; the result lets it. */
  keepAwake: () => () => void
}): DayAndNight {
  const { runs, scheduler, settings, power, mirror, clock } = dependencies
  const holds = createHolds(runs)
  const keepAwake = createKeepAwake({
    block: dependencies.keepAwake,
    mirror,
    clock,
    onChange: (keptAwakeFor) => power.note({ keptAwakeFor }),
  })
  const timedPause = createTimedPause({
    settings,
    clock,
    beforeEnd: () => scheduler.wake(),
    onEnd: () => holds.set('paused', false),
  })
  let recovered: Promise<void> | null = null
  let cancelSilentSleep: (() => void) | null = null

  /** What had begun first, then what was missed, then the timers. */
  const goOn = async () => {
    await runs.recover()
    await scheduler.start()
    dependencies.begin()
    timedPause.look()
    keepAwake.look()
  }
  const recover = (): Promise<void> => {
    holds.set('crashes', false)
    power.note({ heldAfterCrashes: false })
    recovered ??= goOn()
    return recovered
  }
  const wake = () => {
    cancelSilentSleep?.()
    cancelSilentSleep = null
    holds.set('asleep', false)
    // What was due during a pause is decided before the pause may end.
    scheduler.wake()
    timedPause.look()
    keepAwake.look()
  }

  return {
    holds,
    async start(heldAfterCrashes) {
      holds.set('paused', settings.current().paused)
      if (!heldAfterCrashes) return recover()
      holds.set('crashes', true)
      power.note({ heldAfterCrashes: true })
    },
    recover,
    sleep() {
      holds.set('asleep', true)
      scheduler.sleep()
      // Not every system says that it woke up.
      cancelSilentSleep ??= clock.after(silentSleep, wake)
    },
    wake,
    observe(event) {
      keepAwake.observe(event)
      timedPause.observe(event)
    },
    stop() {
      cancelSilentSleep?.()
      timedPause.stop()
      keepAwake.stop()
    },
  }
}

import { nativeTheme } from 'electron'
import type { i18n } from 'i18next'
import type { Clock } from '../../shared/model/clock.ts'
import type { Companion } from '../companion.ts'
import { createTray } from './tray.ts'
import type { TrayActions } from './tray-menu.ts'

/** Money in the tray may tick this often, in milliseconds. */
const refreshInterval = 1_000

/** Keeps the tray saying what main knows, at most once a second. The result takes it away. */
export function followWithTray(
  companion: Companion,
  options: { actions: TrayActions; translator: () => i18n; clock: Clock },
): () => void {
  const tray = createTray(options.actions)
  let cancel: (() => void) | null = null
  const show = () =>
    tray.show({
      mirror: companion.services.publisher.mirror(),
      now: options.clock.now(),
      translator: options.translator(),
    })
  const showSoon = () => {
    cancel ??= options.clock.after(refreshInterval, () => {
      cancel = null
      show()
    })
  }
  show()
  const stop = companion.observe((event) => {
    if (event.type !== 'run.text') showSoon()
  })
  nativeTheme.on('updated', showSoon)
  return () => {
    stop()
    cancel?.()
    nativeTheme.off('updated', showSoon)
    tray.remove()
  }
}

import { join } from 'node:path'
import { BrowserWindow, nativeTheme, screen } from 'electron'
import type { i18n } from 'i18next'
import { z } from 'zod'
import type { Clock } from '../../shared/model/clock.ts'
import type { Companion } from '../companion.ts'
import { pageOrigin } from './app-protocol.ts'
import { drawMeter, meterView } from './meter-view.ts'
import type { Preferences } from './preferences.ts'

/** Digits that change more often cannot be read, in milliseconds. */
const refreshInterval = 250
const size = { width: 264, height: 176 }
const margin = 16
/** A world beside the page's own. */
const ownWorld = 998

const placeSchema = z.object({ x: z.number().int(), y: z.number().int() })

/** The little window that stays above all others and shows the meters, as long as the owner wants it. */
export function followWithMeter(
  companion: Companion,
  options: {
    appFolder: string
    preferences: Preferences
    translator: () => i18n
    clock: Clock
    openMain: () => void
    isLeaving: () => boolean
  },
): void {
  const { appFolder, preferences, translator, clock, openMain, isLeaving } = options
  const { publisher, settings } = companion.services
  let window: BrowserWindow | null = null
  let cancel: (() => void) | null = null

  const draw = () => {
    if (window === null || window.isDestroyed()) return
    const theme = nativeTheme.shouldUseDarkColors ? 'dark' : 'light'
    const view = meterView({ mirror: publisher.mirror(), now: clock.now(), translator: translator() }, theme)
    const code = `(${drawMeter.toString()})(${JSON.stringify(view)})`
    // It may be gone by the time it is asked.
    window.webContents.executeJavaScriptInIsolatedWorld(ownWorld, [{ code }]).catch(() => undefined)
  }
  const drawSoon = () => {
    if (window === null) return
    cancel ??= clock.after(refreshInterval, () => {
      cancel = null
      draw()
    })
  }
  const open = () => {
    const built = buildMeter(appFolder, preferences)
    window = built
    const act = (event: Electron.Event<{ url: string }>) => {
      event.preventDefault()
      if (event.url === `${pageOrigin}/open`) openMain()
      if (event.url === `${pageOrigin}/close`) settings.save({ meterWindow: false })
    }
    built.webContents.on('will-frame-navigate', act)
    built.webContents.on('did-finish-load', draw)
    built.on('close', () => {
      const [x, y] = built.getPosition()
      preferences.write('meter', { x, y })
    })
    built.on('closed', () => {
      if (window === built) window = null
      if (settings.current().meterWindow && !isLeaving()) settings.save({ meterWindow: false })
    })
    built.loadURL(`${pageOrigin}/meter.html`).catch(() => undefined)
  }
  const follow = () => {
    const wanted = settings.current().meterWindow
    if (wanted && window === null) open()
    if (!wanted && window !== null) window.close()
  }
  follow()
  companion.observe((event) => {
    if (event.type === 'settings.saved') follow()
    if (event.type !== 'run.text') drawSoon()
  })
  nativeTheme.on('updated', drawSoon)
}

function buildMeter(appFolder: string, preferences: Preferences): BrowserWindow {
  const { workArea } = screen.getPrimaryDisplay()
  const corner = { x: workArea.x + workArea.width - size.width - margin, y: workArea.y + margin }
  const kept = placeSchema.safeParse(preferences.read('meter'))
  const isVisible = ({ x, y }: z.infer<typeof placeSchema>) =>
    screen.getAllDisplays().some(({ workArea: area }) => {
      return x >= area.x && y >= area.y && x < area.x + area.width - margin && y < area.y + area.height - margin
    })
  const window = new BrowserWindow({
    ...size,
    ...(kept.success && isVisible(kept.data) ? kept.data : corner),
    frame: false,
    resizable: false,
    maximizable: false,
    fullscreenable: false,
    minimizable: false,
    alwaysOnTop: true,
    skipTaskbar: true,
    show: false,
    title: 'Kaihe',
    icon: join(appFolder, 'assets', 'icons', 'icon-256.png'),
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#171412' : '#fdfdfb',
    webPreferences: {
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      spellcheck: false,
      devTools: false,
    },
  })
  // What one works in keeps the keyboard.
  window.once('ready-to-show', () => window.showInactive())
  return window
}

import { join } from 'node:path'
import { BrowserWindow, nativeTheme, screen, type WebContents } from 'electron'
import { z } from 'zod'
import { pageOrigin } from './app-protocol.ts'
import type { Preferences } from './preferences.ts'

const boundsSchema = z.object({
  /** Null: centred on the main screen. */
  x: z.number().int().nullable().default(null),
  y: z.number().int().nullable().default(null),
  width: z.number().int().min(800),
  height: z.number().int().min(560),
  maximized: z.boolean(),
})
type Bounds = z.infer<typeof boundsSchema>

const firstBounds: Bounds = { x: null, y: null, width: 1280, height: 800, maximized: false }
/** The page's own ground in both themes, so that opening never flashes. */
const ground = { light: '#f6f4f1', dark: '#171412' }

/** The one main window. Closing it lets the page go; opening it again builds it from a snapshot. */
export type Windows = {
  open(): void
  close(): void
  contents(): WebContents | null
  control(action: 'minimize' | 'maximize' | 'close'): void
}

/** `mayClose` is asked before the window closes: false keeps it open. */
export function createWindows(dependencies: {
  appFolder: string
  preferences: Preferences
  mayClose: () => boolean
  onClosed: () => void
}): Windows {
  let window: BrowserWindow | null = null
  const usable = () => (window === null || window.isDestroyed() ? null : window)
  return {
    open() {
      const open = usable()
      if (open !== null) {
        if (open.isMinimized()) open.restore()
        open.show()
        open.focus()
        return
      }
      window = buildWindow(dependencies.appFolder, readBounds(dependencies.preferences))
      const built = window
      built.on('close', (event) => {
        if (!dependencies.mayClose()) {
          event.preventDefault()
          return
        }
        dependencies.preferences.write('window', { ...built.getNormalBounds(), maximized: built.isMaximized() })
      })
      built.on('closed', () => {
        // Heard a little after the window has gone: the next one may be open by then.
        if (window !== built) return
        window = null
        dependencies.onClosed()
      })
      built.loadURL(`${pageOrigin}/index.html`).catch(() => undefined)
    },
    close() {
      usable()?.destroy()
    },
    contents: () => usable()?.webContents ?? null,
    control(action) {
      const open = usable()
      if (open === null) return
      if (action === 'minimize') open.minimize()
      else if (action === 'close') open.close()
      else if (open.isMaximized()) open.unmaximize()
      else open.maximize()
    },
  }
}

function buildWindow(appFolder: string, bounds: Bounds): BrowserWindow {
  const { maximized, x, y, width, height } = bounds
  const window = new BrowserWindow({
    ...(x === null || y === null ? {} : { x, y }),
    width,
    height,
    minWidth: 800,
    minHeight: 560,
    show: false,
    title: 'Kaihe Companion',
    icon: join(appFolder, 'assets', 'icons', 'icon-256.png'),
    backgroundColor: nativeTheme.shouldUseDarkColors ? ground.dark : ground.light,
    autoHideMenuBar: true,
    ...(process.platform === 'darwin' ? { titleBarStyle: 'hiddenInset' as const } : { frame: false }),
    webPreferences: {
      preload: join(appFolder, 'dist', 'preload', 'preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      spellcheck: false,
      v8CacheOptions: 'code',
    },
  })
  window.once('ready-to-show', () => {
    if (maximized) window.maximize()
    window.show()
  })
  return window
}

function readBounds(preferences: Preferences): Bounds {
  const stored = boundsSchema.safeParse(preferences.read('window'))
  if (!stored.success) return firstBounds
  const { x, y } = stored.data
  if (x === null || y === null) return stored.data
  const visible = screen.getAllDisplays().some(({ workArea }) => {
    return (
      x >= workArea.x - 8 && y >= workArea.y - 8 && x < workArea.x + workArea.width && y < workArea.y + workArea.height
    )
  })
  return visible ? stored.data : { ...firstBounds, maximized: stored.data.maximized }
}

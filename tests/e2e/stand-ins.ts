import type { ElectronApplication, JSHandle } from '@playwright/test'

/**
 * What a person does outside the window: choosing a folder in the system's dialog, looking at what the system opened, pressing an
 * entry of the tray's menu. Electron's own functions are replaced in the running app; nothing of ours is.
 */

/** The next folder dialogs answer with these folders, in this order; null is a dialog that was closed. */
export async function answerFolderDialogs(app: ElectronApplication, folders: readonly (string | null)[]) {
  return app.evaluateHandle(
    ({ dialog }, answers) => {
      const asked: { title: string | undefined; defaultPath: string | undefined }[] = []
      const left = [...answers]
      dialog.showOpenDialog = async (...args: unknown[]) => {
        const options: unknown = args.at(-1)
        const text = (name: string) => {
          const value: unknown = Object(options)[name]
          return typeof value === 'string' ? value : undefined
        }
        asked.push({ title: text('title'), defaultPath: text('defaultPath') })
        const folder = left.shift() ?? null
        return { canceled: folder === null, filePaths: folder === null ? [] : [folder] }
      }
      return asked
    },
    [...folders],
  )
}

export type Opened = { paths: string[]; shown: string[]; urls: string[] }

/** Keeps what the app hands to the system, in place of opening it. */
export async function watchShell(app: ElectronApplication): Promise<() => Promise<Opened>> {
  const opened = await app.evaluateHandle(({ shell }) => {
    const seen: { paths: string[]; shown: string[]; urls: string[] } = { paths: [], shown: [], urls: [] }
    shell.openPath = async (path) => {
      seen.paths.push(path)
      return ''
    }
    shell.showItemInFolder = (path) => void seen.shown.push(path)
    shell.openExternal = async (url) => void seen.urls.push(url)
    return seen
  })
  return () => opened.jsonValue()
}

export type TrayMenu = {
  labels(): Promise<string[]>
  press(label: string): Promise<void>
}

/** The menu of the mark in the tray, from its next change on: no test can press a mark that no desktop shows. */
export async function watchTray(app: ElectronApplication): Promise<TrayMenu> {
  const tray: JSHandle<{ menu: Electron.Menu | null }> = await app.evaluateHandle(({ Tray }) => {
    const seen: { menu: Electron.Menu | null } = { menu: null }
    const set = Tray.prototype.setContextMenu
    Tray.prototype.setContextMenu = function (menu) {
      seen.menu = menu
      set.call(this, menu)
    }
    return seen
  })
  return {
    labels: () => tray.evaluate(({ menu }) => (menu?.items ?? []).map((item) => item.label).filter(Boolean)),
    press: (label) =>
      tray.evaluate(({ menu }, wanted) => {
        const item = menu?.items.find((each) => each.label === wanted)
        if (item === undefined) throw new Error(`the tray's menu has no ${wanted}`)
        // In a turn of its own, as a press comes: what a test evaluates may interrupt the app anywhere.
        setImmediate(() => item.click())
      }, label),
  }
}

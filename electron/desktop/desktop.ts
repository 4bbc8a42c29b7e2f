import { app, type BrowserWindow, clipboard, dialog, shell } from 'electron'
import type { i18n } from 'i18next'
import { CodedError } from '../../shared/contract/errors.ts'
import type { Desktop } from '../ipc/desktop-edge.ts'
import { launchesAtLogin, setLaunchAtLogin } from './autostart.ts'
import { setShortcut } from './shortcuts.ts'

/** What only Electron can do for the services. */
export function createDesktop(edge: {
  window: () => BrowserWindow | null
  translator: () => i18n
  control: Desktop['control']
  quit: Desktop['quit']
}): Desktop {
  return {
    async pickFolder({ access, startAt }) {
      const { t } = edge.translator()
      const window = edge.window()
      const options: Electron.OpenDialogOptions = {
        title: t(access === 'read' ? 'desktop.folders.pickRead' : 'desktop.folders.pickWrite'),
        buttonLabel: t('desktop.folders.choose'),
        properties: access === 'write' ? ['openDirectory', 'createDirectory'] : ['openDirectory'],
        ...(startAt === null ? {} : { defaultPath: startAt }),
      }
      const { canceled, filePaths } = await (window === null
        ? dialog.showOpenDialog(options)
        : dialog.showOpenDialog(window, options))
      return canceled ? null : (filePaths[0] ?? null)
    },
    async pickDocument({ kinds, startAt }) {
      const { t } = edge.translator()
      const window = edge.window()
      const options: Electron.OpenDialogOptions = {
        title: t('desktop.files.pick'),
        buttonLabel: t('desktop.files.choose'),
        properties: ['openFile'],
        ...(kinds.length === 0 ? {} : { filters: [{ name: t('desktop.files.kinds'), extensions: [...kinds] }] }),
        ...(startAt === null ? {} : { defaultPath: startAt }),
      }
      const { canceled, filePaths } = await (window === null
        ? dialog.showOpenDialog(options)
        : dialog.showOpenDialog(window, options))
      return canceled ? null : (filePaths[0] ?? null)
    },
    async pickProgram({ startAt }) {
      const { t } = edge.translator()
      const window = edge.window()
      const options: Electron.OpenDialogOptions = {
        title: t('desktop.programs.pick'),
        buttonLabel: t('desktop.programs.choose'),
        properties: ['openFile'],
        ...(startAt === null ? {} : { defaultPath: startAt }),
      }
      const { canceled, filePaths } = await (window === null
        ? dialog.showOpenDialog(options)
        : dialog.showOpenDialog(window, options))
      return canceled ? null : (filePaths[0] ?? null)
    },
    async pickFile(format, name) {
      const { t } = edge.translator()
      const window = edge.window()
      const options: Electron.SaveDialogOptions = {
        title: t('desktop.export.title'),
        defaultPath: `${name ?? t('desktop.export.name')}.${format}`,
        filters: [{ name: t(`desktop.export.${kindOf(format)}`), extensions: [format] }],
      }
      const { canceled, filePath } = await (window === null
        ? dialog.showSaveDialog(options)
        : dialog.showSaveDialog(window, options))
      return canceled || filePath === '' ? null : filePath
    },
    async copyText(text) {
      // A promise since Electron 44.
      await clipboard.writeText(text)
    },
    async pickCopy(name) {
      const window = edge.window()
      const options: Electron.SaveDialogOptions = {
        title: edge.translator().t('desktop.files.copy'),
        defaultPath: name,
      }
      const { canceled, filePath } = await (window === null
        ? dialog.showSaveDialog(options)
        : dialog.showSaveDialog(window, options))
      return canceled || filePath === '' ? null : filePath
    },
    async openPath(path) {
      const problem = await shell.openPath(path)
      if (problem !== '') throw new CodedError('file.notOpened', { file: path }, problem)
    },
    showInFolder: (path) => shell.showItemInFolder(path),
    openExternal: (url) => shell.openExternal(url),
    control: edge.control,
    quit: edge.quit,
    relaunch() {
      relaunchApp()
      edge.quit(true)
    },
    setLaunchAtLogin,
    launchesAtLogin,
    setShortcut,
  }
}

/** An AppImage runs from a place that is gone with it. */
function relaunchApp(): void {
  const image = process.env['APPIMAGE']
  app.relaunch(image === undefined ? {} : { execPath: image, args: process.argv.slice(1) })
}

function kindOf(format: Parameters<Desktop['pickFile']>[0]) {
  switch (format) {
    case 'kaihe-agent':
      return 'agent'
    case 'kaihe-backup':
      return 'backup'
    default:
      return format
  }
}

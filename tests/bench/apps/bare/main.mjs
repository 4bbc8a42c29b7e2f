import { app, BrowserWindow } from 'electron'

// The least an Electron app can be: one sandboxed window with one heading. `--keep-hidden` leaves it unseen.
const hidden = process.argv.includes('--keep-hidden')
const folder = process.argv.find((argument) => argument.startsWith('--data-dir='))
if (folder) app.setPath('userData', folder.slice('--data-dir='.length))

// Not awaited: Electron is ready only after this module has been evaluated.
void app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1280, height: 800, show: !hidden, webPreferences: { sandbox: true } })
  return window.loadURL('data:text/html,<!doctype html><title>Bare</title><h1>Ready</h1>')
})

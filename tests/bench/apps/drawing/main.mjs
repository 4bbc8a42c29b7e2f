import { app, BrowserWindow } from 'electron'

// A window on the page that draws answers; `--page=` says where that is.
const value = (name) => process.argv.find((argument) => argument.startsWith(`--${name}=`))?.slice(name.length + 3)
const folder = value('data-dir')
if (folder) app.setPath('userData', folder)

void app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1280, height: 800, webPreferences: { sandbox: true } })
  return window.loadURL(value('page'))
})

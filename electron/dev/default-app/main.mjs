import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { app } from 'electron'

// Starts the app in the folder given on the command line, as the default app of an ordinary Electron does.
const folder = process.argv.slice(1).find((argument) => !argument.startsWith('-'))
if (!folder) throw new Error('No app folder was given on the command line.')
const path = resolve(folder)
const description = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8'))
app.setName(description.productName ?? description.name)
app.setVersion(description.version)
app.setAppPath(path)
await import(pathToFileURL(join(path, description.main)).href)

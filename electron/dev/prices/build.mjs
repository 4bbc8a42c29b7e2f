import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { repository } from '../paths.mjs'
import { buildBook } from './book.mjs'

// `node electron/dev/prices/build.mjs`, after a fact or a package changed: writes assets/prices and prints where the sources
// disagree. What they disagree on is decided in facts/, with a source, never here.

const folder = join(repository, 'assets', 'prices')
const { files, notes } = buildBook()
mkdirSync(folder, { recursive: true })
for (const name of readdirSync(folder)) {
  if (name.endsWith('.json') && !(name in files)) rmSync(join(folder, name))
}
for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
process.stdout.write(`${notes.join('\n')}\n`)

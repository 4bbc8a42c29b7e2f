import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { repository } from '../paths.mjs'
import { buildModelBook } from './book.mjs'

// `node electron/dev/models/build.mjs`, after a fact or the package changed: writes assets/models.

const folder = join(repository, 'assets', 'models')
mkdirSync(folder, { recursive: true })
for (const [name, text] of Object.entries(buildModelBook())) writeFileSync(join(folder, name), text)

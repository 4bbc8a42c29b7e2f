import { createHash } from 'node:crypto'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
} from 'node:fs'
import { join } from 'node:path'
import { hashOf } from './build.mjs'
import { withLock } from './lock.mjs'
import { asUser } from './ordinary-user.mjs'
import { cacheFolder, repository } from './paths.mjs'
import { projectFiles } from './project-files.mjs'
import { capture, run } from './run.mjs'

const appParts = ['dist', 'package.json', 'assets']
const keepUnusedFor = 24 * 60 * 60 * 1000
const forgettable = /^(app|tree|modules|stage|fetch)-/

/** The folder to start the app from: the clone, or a copy of what was built where the user cannot read the clone. */
export async function readableApp(user, progress) {
  if (await canRead(user, 'dist/main/main.js')) return repository
  return withLock('stage', progress, () => stage('app', appParts))
}

/** The folder to run tests from: the clone, or a copy with its libraries where the user cannot read the clone. */
export async function readableTree(user, progress) {
  if (await canRead(user, 'node_modules/.package-lock.json')) return repository
  return withLock('stage', progress, async () => {
    const tree = await stage('tree', ['dist', ...(await projectFiles())])
    const modules = join(tree, 'node_modules')
    if (!existsSync(modules)) symlinkSync(await stageModules(progress), modules)
    return tree
  })
}

async function canRead(user, path) {
  if (!user) return true
  const [program, ...args] = asUser(user, ['test', '-r', join(repository, path)])
  return (await capture(program, args)) !== undefined
}

/** Copies parts of the clone to a readable folder named after their content, so an unchanged clone is copied once. */
function stage(kind, parts) {
  return once(kind, hashOf(parts), async (folder) => {
    for (const part of parts) {
      const from = join(repository, part)
      if (existsSync(from)) cpSync(from, join(folder, part), { recursive: true })
    }
    await run('chmod', ['-R', 'a+rX', folder])
  })
}

async function stageModules(progress) {
  const source = join(repository, 'node_modules')
  const record = join(source, '.package-lock.json')
  const folder = await once(
    'modules',
    createHash('sha256').update(readFileSync(record)).digest('hex'),
    async (work) => {
      const step = progress.step('Copying the libraries to where the ordinary user can read them')
      const readable = (statSync(record).mode & 0o004) !== 0
      if (!readable || (await run('cp', ['-al', source, work])).code !== 0) {
        rmSync(join(work, 'node_modules'), { recursive: true, force: true })
        await run('cp', ['-a', source, work])
        await run('chmod', ['-R', 'a+rX', work])
      }
      step.done()
    },
  )
  return join(folder, 'node_modules')
}

async function once(kind, key, fill) {
  const name = `${kind}-${key.slice(0, 32)}`
  const target = join(cacheFolder(), name)
  if (existsSync(target)) {
    utimesSync(target, new Date(), new Date())
    return target
  }
  forgetUnused()
  mkdirSync(cacheFolder(), { recursive: true, mode: 0o755 })
  const work = mkdtempSync(join(cacheFolder(), 'stage-'))
  await fill(work)
  chmodSync(work, 0o755)
  renameSync(work, target)
  return target
}

/** Old copies, and what a set-up that was interrupted left half made. */
function forgetUnused() {
  if (!existsSync(cacheFolder())) return
  for (const name of readdirSync(cacheFolder())) {
    const path = join(cacheFolder(), name)
    const unused = forgettable.test(name) && Date.now() - statSync(path).mtimeMs > keepUnusedFor
    if (unused) rmSync(path, { recursive: true, force: true })
  }
}

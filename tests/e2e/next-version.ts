import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { createPackageWithOptions, extractAll, extractFile } from '@electron/asar'
import { z } from 'zod'

/** A later version of the packed app, as far as this one can tell: another version, and one more step for the database. */
export type NextVersion = {
  version: string
  /** Its program ends right after it has spoiled the data. */
  broken?: boolean
}

const stepOfTheNextVersion = 'CREATE TABLE things_of_the_next_version (thing TEXT)'
/** The same as `asarUnpack` of electron-builder.yml. */
const unpackDir = '{**/dist/main/node_modules,**/dist/main/bins}'

/** Makes it beside from the folder of the packed app. Integrity of the archive has no effect on Linux. */
export async function makeNextVersion(from: string, to: string, next: NextVersion): Promise<void> {
  copyApp(from, to)
  const archive = join(to, 'resources', 'app.asar')
  const app = `${to}.app`
  extractAll(archive, app)
  changeJson(join(app, 'package.json'), (manifest) => ({
    ...manifest,
    version: next.version,
    ...(next.broken === true && { main: 'dist/main/broken.js' }),
  }))
  addMigration(join(app, 'dist', 'main', 'chunks'))
  if (next.broken === true) {
    const spoil = `import { app } from 'electron'
import { writeFileSync } from 'node:fs'
const data = process.argv.find((each) => each.startsWith('--data-dir=')).slice('--data-dir='.length)
writeFileSync(data + '/companion.db', 'spoilt')
app.exit(3)
`
    writeFileSync(join(app, 'dist', 'main', 'broken.js'), spoil)
  }
  removeApps(archive, `${archive}.unpacked`)
  await createPackageWithOptions(app, archive, { unpackDir })
  removeApps(app)
}

/** With the system's own program: to Electron's file functions the app's archive is a folder. */
export function copyApp(from: string, to: string): void {
  execFileSync('cp', ['-r', from, to])
}

/** With the system's own program, for the same reason. */
export function removeApps(...paths: readonly string[]): void {
  execFileSync('rm', ['-rf', '--', ...paths])
}

/** The version of the app in a folder. */
export function versionIn(folder: string): string {
  const manifest: unknown = JSON.parse(extractFile(join(folder, 'resources', 'app.asar'), 'package.json').toString())
  return z.object({ version: z.string() }).parse(manifest).version
}

/** Packs a folder as a release is packed, but quickly, with the file installed apps look for. */
export async function publish(folder: string, version: string, into: string): Promise<void> {
  const script = join(import.meta.dirname, '..', '..', 'electron', 'dev', 'archive.mjs')
  const loaded: unknown = await import(pathToFileURL(script).href)
  const { makeArchive } = z.object({ makeArchive: z.instanceof(Function) }).parse(loaded)
  await Reflect.apply(makeArchive, null, [{ folder, output: into, version, compress: 'gzip -1' }])
}

function changeJson(path: string, change: (content: Record<string, unknown>) => object): void {
  const content = z.record(z.string(), z.unknown()).parse(JSON.parse(readFileSync(path, 'utf8')))
  writeFileSync(path, JSON.stringify(change(content)))
}

/** Adds to the list the bundle holds, so that data this version has opened is newer than the packed app knows. */
function addMigration(chunks: string): void {
  for (const name of readdirSync(chunks).filter((each) => each.endsWith('.js'))) {
    const path = join(chunks, name)
    const text = readFileSync(path, 'utf8')
    const list = /(?:var|const) companionMigrations = \[\n[^]*?\n\];/.exec(text)?.[0]
    if (list === undefined) continue
    const version = (list.match(/^\t\tversion: \d+/gm) ?? []).length + 1
    const added = `,{ version: ${version}, name: 'of the next version', sql: ${JSON.stringify(stepOfTheNextVersion)} }];`
    writeFileSync(
      path,
      text.replace(list, () => list.replace(/,?\n\];$/, () => added)),
    )
    return
  }
  throw new Error(`The migrations of ${basename(chunks)} were not found in the bundle.`)
}

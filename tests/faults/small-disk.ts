import { spawnSync } from 'node:child_process'
import { closeSync, ftruncateSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { storageError } from '../../electron/storage/storage-error.ts'
import type { Place } from './place.ts'
import { places, prepareWorkshop } from './places.ts'
import { seededRandom } from './random.ts'

// In a namespace of its own with a small disk at `root`: every place, on a disk that is full after some bytes and on a read-only one.

const [root = '', seed = '1', rounds = '1'] = process.argv.slice(2)
const random = seededRandom(Number(seed))
const page = 4096
const counts = {
  'places we write': places.length,
  'writes on a full disk': 0,
  'writes on a read-only disk': 0,
  'the old stayed': 0,
  'the new was whole': 0,
  'a clear message': 0,
}
const problems: string[] = []
const clear = new Set(['file.diskFull', 'storage.diskFull', 'backup.noRoom'])
const clearWhenReadOnly = new Set(['folder.notWritable', 'file.notWritten', 'storage.failed', 'backup.placeReadOnly'])

await prepareWorkshop()
for (let round = 0; round < Number(rounds); round += 1) {
  for (const place of places) {
    for (const free of [0, 1, 2 + Math.floor(random() * 20), 20 + Math.floor(random() * 40)]) {
      counts['writes on a full disk'] += 1
      await attempt(place, `with ${free * 4} KB left`, clear, () => fill(free), empty)
    }
    counts['writes on a read-only disk'] += 1
    await attempt(
      place,
      'read-only',
      clearWhenReadOnly,
      () => remount('ro'),
      () => remount('rw'),
    )
  }
}
process.stdout.write(JSON.stringify({ counts, problems }))

async function attempt(place: Place, how: string, wanted: ReadonlySet<string>, harm: () => void, mend: () => void) {
  const folder = join(root, 'place')
  mkdirSync(folder)
  const wrong = (what: string) => problems.push(`${place.name}, ${how}: ${what}`)
  try {
    await place.before(folder)
    harm()
    let isRefused = false
    try {
      await place.write(folder)
    } catch (thrown) {
      isRefused = true
      const { code, detail } = storageError(thrown, place.name)
      if (wanted.has(code)) counts['a clear message'] += 1
      else wrong(`says ${code}: ${detail}`)
    }
    mend()
    const found = await place.look(folder)
    counts[found === 'old' ? 'the old stayed' : 'the new was whole'] += 1
    if (!isRefused && found === 'old') wrong('says that it is written, and it is not')
    await place.write(folder)
    if ((await place.look(folder)) === 'old') wrong('is not written with room either')
  } catch (thrown) {
    wrong(String(thrown))
  }
  mend()
  rmSync(folder, { recursive: true, force: true })
}

/** Leaves room for that many pages. */
function fill(pages: number): void {
  const file = openSync(join(root, 'ballast'), 'w')
  const block = Buffer.alloc(page, 1)
  let written = 0
  try {
    for (;;) written += writeSync(file, block)
  } catch {
    ftruncateSync(file, Math.max(0, written - pages * page))
  }
  closeSync(file)
}

function empty(): void {
  rmSync(join(root, 'ballast'), { force: true })
}

function remount(mode: 'ro' | 'rw'): void {
  const { status, stderr } = spawnSync('mount', ['-o', `remount,bind,${mode}`, root], { encoding: 'utf8' })
  if (status !== 0) throw new Error(`remount ${mode}: ${stderr}`)
}

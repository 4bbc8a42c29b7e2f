import { lstatSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { packagedFolder } from '../helpers/packaged-folder.ts'
import { electron } from './apps.ts'
import type { Line } from './measure/table.ts'

const megabyte = 1024 * 1024

/** P14: what the packed app takes on the disk, with the engine for models of one's own in it, against Electron as it is distributed. */
export function measureSize(): Line[] {
  const unpacked = readdirSync(packagedFolder()).find((name) => name.endsWith('-unpacked'))
  if (unpacked === undefined) throw new Error('the app was not packed')
  const ours = join(packagedFolder(), unpacked)
  // To Electron's file functions the app's archive would be a folder, and empty.
  process.noAsar = true
  const engine = join(ours, 'resources', 'app.asar.unpacked', 'dist', 'main', 'bins')
  return [
    {
      bar: 'P14',
      what: `installed size, ${(bytesIn(engine) / megabyte).toFixed(0)} MB of it the engine`,
      peer: { name: 'Electron alone', value: bytesIn(dirname(electron)) / megabyte },
      ours: bytesIn(ours) / megabyte,
      unit: 'MB',
      goal: { kind: 'most', value: 1.15 },
    },
  ]
}

/** Links count nothing: in a copy of Electron for tests one leads to this clone. */
function bytesIn(folder: string): number {
  let bytes = 0
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) bytes += bytesIn(path)
    else if (entry.isFile()) bytes += lstatSync(path).size
  }
  return bytes
}

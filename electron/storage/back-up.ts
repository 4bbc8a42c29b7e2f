import { chmodSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import type { Instant } from '../../shared/model/brand.ts'

export const keptBackups = 5

/**
 * Writes a whole, compact copy of an open database into `folder` and returns its path. The newest `keptBackups` copies of one
 * database stay; older ones are removed after the new one is complete.
 */
export function backUp(
  db: DatabaseSync,
  request: { path: string; folder: string; version: number; at: Instant },
): string {
  mkdirSync(request.folder, { recursive: true, mode: 0o700 })
  const name = basename(request.path, '.db')
  const stamp = new Date(request.at).toISOString().replaceAll(/[-:]/g, '').replace('.', '-')
  const target = freeName(request.folder, `${name}-${stamp}-v${request.version}`)
  try {
    db.prepare('VACUUM INTO ?').run(target)
    chmodSync(target, 0o600)
  } catch (thrown) {
    rmSync(target, { force: true })
    throw thrown
  }
  removeOldest(request.folder, name)
  return target
}

function freeName(folder: string, stem: string): string {
  const taken = new Set(readdirSync(folder))
  const names = [stem, ...Array.from({ length: 100 }, (_, index) => `${stem}-${index + 2}`)]
  const free = names.find((name) => !taken.has(`${name}.db`)) ?? `${stem}-${taken.size + 1}`
  return join(folder, `${free}.db`)
}

/** The stamp makes names sort by age. */
function removeOldest(folder: string, name: string): void {
  const stamped = /^\d{8}T\d{6}-\d{3}Z-v\d+(-\d+)?\.db$/
  const copies = readdirSync(folder)
    .filter((file) => file.startsWith(`${name}-`) && stamped.test(file.slice(name.length + 1)))
    .sort()
  for (const file of copies.slice(0, -keptBackups)) rmSync(join(folder, file), { force: true })
}

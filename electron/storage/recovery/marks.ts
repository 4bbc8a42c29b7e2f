import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import type { Repair } from '../../../shared/model/repair.ts'

/** Notes beside a database that it was found damaged, for whoever opens it next to put right. */
export function markDamaged(path: string, what: Repair['what']): void {
  // Damage to the file says more than sums that do not agree.
  if (damageMarked(path) !== 'file') writeFileSync(markOf(path), what)
}

export function damageMarked(path: string): Repair['what'] | null {
  if (!existsSync(markOf(path))) return null
  return readFileSync(markOf(path), 'utf8') === 'sums' ? 'sums' : 'file'
}

export function unmarkDamaged(path: string): void {
  rmSync(markOf(path), { force: true })
}

function markOf(path: string): string {
  return `${path}.damaged`
}

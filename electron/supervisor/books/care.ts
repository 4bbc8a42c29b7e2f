import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import type { BookHealth } from '../../../shared/contract/commands/books.ts'
import { CodedError, toAppError } from '../../../shared/contract/errors.ts'
import { instantSchema } from '../../../shared/model/brand.ts'
import type { Clock } from '../../../shared/model/clock.ts'
import type { Repair } from '../../../shared/model/repair.ts'
import { dayOf } from '../../../shared/rules/day.ts'
import type { Publish } from '../../ipc/publish.ts'
import { newestDailyBackup } from '../../storage/daily-backup.ts'
import { markDamaged } from '../../storage/recovery/marks.ts'
import type { Keeper } from './keeper-host.ts'

export type Care = {
  start(): void
  health(): BookHealth[]
  stop(): void
}

/** The app's first minutes belong to its owner. */
const firstLook = 3 * 60_000
const lookAgain = 60 * 60_000
const files = ['companion', 'ledger'] as const

/**
 * Looks after the databases: each is checked once a day, and after a process went away without closing it, then copied where
 * it has changed. All of it happens in a process of its own.
 */
export function createCare(options: {
  dataFolder: string
  keeper: Keeper
  clock: Clock
  publish: Publish
  /** Damage was found and marked; the ledger can be put right at once where nobody uses it. */
  onDamage: (file: Repair['file']) => void
}): Care {
  const { dataFolder, keeper, clock, publish, onDamage } = options
  const folder = join(dataFolder, 'backups')
  const pathOf = (file: Repair['file']) => join(dataFolder, `${file}.db`)
  const checks = createCheckRecord(join(folder, 'checks.json'))
  let unclean = new Set<Repair['file']>()
  let cancel: (() => void) | null = null
  let isStopped = false

  const lookAt = async (file: Repair['file']): Promise<void> => {
    const path = pathOf(file)
    if (!existsSync(path)) return
    const checkedAt = checks.of(file)
    const isChecked = checkedAt !== null && dayOf(checkedAt, clock.zone()) === dayOf(clock.now(), clock.zone())
    if (isChecked && !unclean.has(file)) return
    const { damage } = await keeper.call('check', { path, file })
    unclean.delete(file)
    checks.note({ [file]: clock.now() })
    if (damage !== null) {
      markDamaged(path, damage)
      publish({ type: 'notice', error: toAppError(new CodedError('storage.damageFound', {}, `${file}: ${damage}`)) })
      onDamage(file)
      return
    }
    const copied = newestDailyBackup(path, folder)
    const changed = Math.max(changedAt(path), changedAt(`${path}-wal`))
    if (copied === null || changed > copied) await keeper.call('backUp', { path, folder, at: clock.now() })
  }
  const look = async (): Promise<void> => {
    for (const file of files) {
      try {
        if (!isStopped) await lookAt(file)
      } catch (thrown) {
        if (!isStopped) publish({ type: 'notice', error: toAppError(thrown) })
      }
    }
    if (!isStopped) cancel = clock.after(lookAgain, () => void look())
  }

  return {
    start() {
      // The app was not ended in order: its files are looked at, whatever the day.
      if (checks.isOpen()) unclean = new Set(files)
      checks.note({ isOpen: true })
      cancel = clock.after(firstLook, () => void look())
    },
    health: () =>
      files.map((file) => ({ file, checkedAt: checks.of(file), copiedAt: newestDailyBackup(pathOf(file), folder) })),
    stop() {
      isStopped = true
      cancel?.()
      keeper.close()
      checks.note({ isOpen: false })
    },
  }
}

/** When each database was last checked, and whether the app was ended in order; what cannot be read counts as never. */
function createCheckRecord(path: string) {
  const read = (): z.infer<typeof recordSchema> => {
    try {
      return recordSchema.parse(JSON.parse(readFileSync(path, 'utf8')))
    } catch {
      return { isOpen: true }
    }
  }
  return {
    of: (file: Repair['file']) => read()[file] ?? null,
    isOpen: () => read().isOpen,
    note(changes: Partial<z.infer<typeof recordSchema>>) {
      try {
        mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
        writeFileSync(path, JSON.stringify({ ...read(), ...changes }))
      } catch {
        // Where nothing can be noted, the files are looked at once more.
      }
    },
  }
}

function changedAt(path: string): number {
  const found = statSync(path, { throwIfNoEntry: false })
  // A reader leaves an empty log behind.
  return found === undefined || found.size === 0 ? 0 : found.mtimeMs
}

const recordSchema = z.object({
  companion: instantSchema.optional(),
  ledger: instantSchema.optional(),
  isOpen: z.boolean(),
})

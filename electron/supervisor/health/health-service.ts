import { statSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type AppError, CodedError } from '../../../shared/contract/errors.ts'
import type { AppEvent } from '../../../shared/contract/events.ts'
import type { RunId } from '../../../shared/model/brand.ts'
import type { Clock } from '../../../shared/model/clock.ts'
import type { Health } from '../../../shared/model/health.ts'
import { dayOf } from '../../../shared/rules/day.ts'
import { redact } from '../../../shared/rules/redact.ts'
import type { Desktop } from '../../ipc/desktop-edge.ts'
import type { RotatingLog } from '../../storage/rotating-log.ts'

export type HealthService = {
  read(): Promise<Health>
  /** Null: no place was chosen. Throws `file.notWritten`. */
  save(text: string): Promise<string | null>
  /** Something went wrong that no event tells of. */
  note(where: string, error: AppError): void
  observe(event: AppEvent): void
}

/** What only the system can say of the app. */
export type Vitals = Pick<Health, 'versions' | 'processes'>

const shownTroubles = 50

export function createHealthService(dependencies: {
  dataFolder: string
  vitals: () => Vitals
  freeDisk: () => Promise<number | null>
  dataPlace: () => Promise<Health['dataPlace']>
  log: RotatingLog
  desktop: Pick<Desktop, 'pickFile'>
  clock: Clock
}): HealthService {
  const { dataFolder, vitals, freeDisk, dataPlace, log, desktop, clock } = dependencies
  /** A run is published again and again; its failure is noted once. */
  const noted = new Set<RunId>()
  const note = (where: string, { code, detail }: AppError) => log.write({ at: clock.now(), where, code, detail })
  const bytesOf = (name: string) => statSync(join(dataFolder, name), { throwIfNoEntry: false })?.size ?? 0
  return {
    async read() {
      return {
        ...vitals(),
        books: (['companion', 'ledger'] as const).map((file) => ({
          file,
          bytes: bytesOf(`${file}.db`) + bytesOf(`${file}.db-wal`),
        })),
        freeDiskBytes: await freeDisk(),
        dataPlace: await dataPlace(),
        troubles: log.newest(shownTroubles),
      }
    },
    async save(text) {
      const path = await desktop.pickFile('txt', `Kaihe ${dayOf(clock.now(), clock.zone())}`)
      if (path === null) return null
      try {
        await writeFile(path, redact(text), { mode: 0o600 })
      } catch (thrown) {
        throw new CodedError('file.notWritten', { file: path }, String(thrown))
      }
      return path
    },
    note,
    observe(event) {
      if (event.type === 'notice') note('app', event.error)
      if (event.type === 'backup.tried' && event.error !== null) note('backup', event.error)
      if (event.type !== 'run.saved') return
      const { id, state } = event.run
      if (state.name !== 'failed' || noted.has(id)) return
      noted.add(id)
      note('run', state.error)
    },
  }
}

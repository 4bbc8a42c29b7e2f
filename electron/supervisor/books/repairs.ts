import type { Repair } from '../../../shared/model/repair.ts'
import type { Publish } from '../../ipc/publish.ts'
import { putRepairAway, unreadRepairs } from '../../storage/recovery/repair-notes.ts'
import { storageError } from '../../storage/storage-error.ts'

/** Repairs of our own files, told until the owner puts them away. */
export type Repairs = {
  /** A repair was noted: tells the page. */
  tell(): void
  /** Throws CodedError `storage.*`. */
  putAway(id: Repair['id']): void
}

export function createRepairs({ folder, publish }: { folder: string; publish: Publish }): Repairs {
  const tell = () => publish({ type: 'repairs.changed', repairs: unreadRepairs(folder) })
  return {
    tell,
    putAway(id) {
      try {
        putRepairAway(folder, id)
      } catch (thrown) {
        throw storageError(thrown, 'noting that a repair was read')
      }
      tell()
    },
  }
}

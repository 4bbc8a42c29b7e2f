import type { Services } from '../../electron/ipc/handlers/services.ts'
import { noOwnModels } from '../../shared/model/own-model.ts'

const refuse = () => Promise.reject(new Error('no process is started here'))

/** Models that run on this computer, where a test has none. */
export const noOwnModelService: Services['ownModels'] = {
  current: () => noOwnModels,
  measure: async () => ({
    memoryBytes: 16_000_000_000,
    freeMemoryBytes: 9_000_000_000,
    cores: 8,
    freeDiskBytes: 100_000_000_000,
    folder: '/models',
  }),
  fetch: () => undefined,
  lookAgain: () => undefined,
  stop: () => undefined,
  discard: refuse,
  add: refuse,
  remove: refuse,
}

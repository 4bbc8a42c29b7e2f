import { availableParallelism, freemem, totalmem } from 'node:os'
import { join } from 'node:path'
import { listedModels } from '../shared/rules/own-models/listed-models.ts'
import type { CompanionEdge } from './companion.ts'
import { freeDiskOf } from './free-disk.ts'
import type { Publish } from './ipc/publish.ts'
import { openJsonFile } from './storage/json-file.ts'
import { createOwnModelService, type OwnModelService } from './supervisor/own-models/own-model-service.ts'
import { createStock } from './supervisor/own-models/stock.ts'
import type { ProcessHost } from './supervisor/processes/process-host.ts'

/** Models that run on this computer itself. */
export function composeOwnModels(from: {
  edge: Pick<CompanionEdge, 'dataFolder' | 'clock'>
  processes: ProcessHost
  publish: Publish
}): OwnModelService {
  const { edge, processes, publish } = from
  const folder = join(edge.dataFolder, 'models')
  return createOwnModelService({
    file: openJsonFile(join(edge.dataFolder, 'own-models.json')),
    folder,
    listed: listedModels,
    stock: createStock(processes),
    measure: async () => ({
      memoryBytes: totalmem(),
      freeMemoryBytes: freemem(),
      cores: availableParallelism(),
      freeDiskBytes: await freeDiskOf(edge.dataFolder),
      folder,
    }),
    memoryBytes: totalmem(),
    offer: async () => undefined,
    publish,
    clock: edge.clock,
  })
}

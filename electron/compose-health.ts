import { join } from 'node:path'
import type { CompanionEdge } from './companion.ts'
import { dataPlaceOf } from './data-place.ts'
import { freeDiskOf } from './free-disk.ts'
import { openLog } from './storage/rotating-log.ts'
import { createHealthService, type HealthService } from './supervisor/health/health-service.ts'

/** How the app is, and what went wrong. */
export function composeHealth(from: {
  edge: Pick<CompanionEdge, 'dataFolder' | 'vitals' | 'desktop' | 'clock'>
}): HealthService {
  const { dataFolder, vitals, desktop, clock } = from.edge
  return createHealthService({
    ...{ dataFolder, vitals, desktop, clock },
    freeDisk: () => freeDiskOf(dataFolder),
    dataPlace: () => dataPlaceOf(dataFolder, process.platform),
    log: openLog({ folder: join(dataFolder, 'logs'), mostBytes: 512 * 1024, keptFiles: 4 }),
  })
}

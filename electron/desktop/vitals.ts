import { release, type } from 'node:os'
import { app } from 'electron'
import { processKindOf } from '../supervisor/health/ended-part.ts'
import type { Vitals } from '../supervisor/health/health-service.ts'

/** Versions and processes as Electron knows them. CPU is that since one looked before. */
export function readVitals(): Vitals {
  const { electron, chrome, node, sqlite = '' } = process.versions
  return {
    versions: [
      { name: 'Kaihe', version: app.getVersion() },
      { name: 'Electron', version: electron },
      { name: 'Chromium', version: chrome },
      { name: 'Node.js', version: node },
      { name: 'SQLite', version: sqlite },
      { name: type(), version: `${release()} ${process.arch}` },
    ],
    processes: app.getAppMetrics().map((each) => ({
      kind: processKindOf(each),
      memoryBytes: each.memory.workingSetSize * 1024,
      cpuPercent: Math.max(0, each.cpu.percentCPUUsage),
    })),
  }
}

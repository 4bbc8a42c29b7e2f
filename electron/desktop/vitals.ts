import { release, type } from 'node:os'
import { app } from 'electron'
import { processKindSchema } from '../../shared/model/health.ts'
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
      kind: kindOf(each),
      memoryBytes: each.memory.workingSetSize * 1024,
      cpuPercent: Math.max(0, each.cpu.percentCPUUsage),
    })),
  }
}

function kindOf({ type: kind, serviceName, name }: Electron.ProcessMetric) {
  if (kind === 'Browser') return 'main'
  if (kind === 'Tab') return 'page'
  if (kind === 'GPU') return 'graphics'
  const said = `${serviceName ?? ''} ${name ?? ''}`
  if (/network/i.test(said)) return 'network'
  return processKindSchema.options.find((each) => said.includes(`kaihe-${each}`)) ?? 'other'
}

import { join } from 'node:path'
import type { Clock } from '../shared/model/clock.ts'
import type { Provider } from '../shared/model/provider.ts'
import type { CompanionEdge } from './companion.ts'
import { createExporter, type Exporter } from './supervisor/books/export.ts'
import { createKeeperHost, type Keeper } from './supervisor/books/keeper-host.ts'
import { createMoneyService, type MoneyService } from './supervisor/money/money-service.ts'
import type { ProcessHost } from './supervisor/processes/process-host.ts'
import type { SettingsService } from './supervisor/settings/settings-service.ts'

/** What the owner sees and takes along of the books. */
export function composeMoney(from: {
  edge: Pick<CompanionEdge, 'dataFolder' | 'desktop' | 'printPdf'>
  ledgerPath: string
  keeper: Keeper
  processes: ProcessHost
  agents: { list(): readonly { id: string; name: string }[] }
  providers: () => readonly Provider[]
  settings: SettingsService
  clock: Clock
}): { exporter: Exporter; money: MoneyService; closeReader: () => void } {
  const { edge, ledgerPath, keeper, processes, agents, providers, settings, clock } = from
  const names = () => Object.fromEntries([...agents.list(), ...providers()].map(({ id, name }) => [id, name]))
  // Whoever looks at the page does not wait for the daily check.
  const reader = createKeeperHost(processes)
  return {
    exporter: createExporter({ ledgerPath, keeper, names, pickFile: (format) => edge.desktop.pickFile(format) }),
    money: createMoneyService({
      ledgerPath,
      companionPath: join(edge.dataFolder, 'companion.db'),
      ...{ reader, providers, names, clock },
      pickFile: edge.desktop.pickFile,
      printPdf: edge.printPdf,
      language: settings.language,
    }),
    closeReader: reader.close,
  }
}

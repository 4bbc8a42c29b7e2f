import { existsSync } from 'node:fs'
import type { CommandReply, CommandRequest } from '../../../shared/contract/commands.ts'
import type { Keeper } from './keeper-host.ts'

export type Exporter = {
  /** Asks where to, and writes every usage event there; null when the owner chose no place. Throws `file.*`, `storage.*`. */
  save(order: CommandRequest<'ledger.export'>): Promise<CommandReply<'ledger.export'>['saved']>
}

export function createExporter(options: {
  ledgerPath: string
  keeper: Keeper
  pickFile: (format: 'csv' | 'json') => Promise<string | null>
  /** What agents and services are called, by their ids. */
  names: () => Record<string, string>
}): Exporter {
  const { ledgerPath, keeper, pickFile, names } = options
  return {
    async save(order) {
      if (!existsSync(ledgerPath)) return { path: null, count: 0 }
      const target = await pickFile(order.format)
      if (target === null) return null
      const { count } = await keeper.call('export', { path: ledgerPath, target, names: names(), ...order })
      return { path: target, count }
    },
  }
}

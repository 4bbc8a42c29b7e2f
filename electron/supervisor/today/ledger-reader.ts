import { existsSync } from 'node:fs'
import type { DatabaseSync } from 'node:sqlite'
import type { CommandReply } from '../../../shared/contract/commands.ts'
import type { AccountReading } from '../../../shared/model/account.ts'
import type { AgentId, ProviderId } from '../../../shared/model/brand.ts'
import { noUsage, totalTokens, type UsageTotals } from '../../../shared/model/usage.ts'
import { readAccountReadings } from '../../gateway/ledger/read-accounts.ts'
import type { DayRange } from '../../../shared/rules/budget/period.ts'
import type { Books } from '../../../shared/rules/budget/spending.ts'
import { type ReportGroup, readReport } from '../../gateway/ledger/read-report.ts'
import { totalsOfReport } from '../../gateway/ledger/report-totals.ts'
import { readReservations, type Reservation } from '../../gateway/ledger/read-reservations.ts'
import { readSpending, readUnpricedCalls } from '../../gateway/ledger/read-spending.ts'
import { usageBetween } from '../../gateway/ledger/read-usage.ts'
import { markDamaged } from '../../storage/recovery/marks.ts'
import { openForReading } from '../../storage/open-database.ts'
import { isFileDamage, storageError } from '../../storage/storage-error.ts'

export type LedgerReader = {
  /** What was used on a day, `YYYY-MM-DD`; nothing before the gateway has ever been awake. Throws CodedError `storage.*`. */
  usageOn(day: string): UsageTotals
  /** What was used from one day to another, both included, by agent and model. Throws CodedError `storage.*`. */
  report(from: string, to: string): ReportLine[]
  /** All that an agent, or this computer (null), used from one day to another, both included. Throws CodedError `storage.*`. */
  totals(agentId: AgentId | null, from: string, to: string): UsageTotals
  /** What a vendor told of its account, in the order it did. Throws CodedError `storage.*`. */
  accountReadings(providerId: ProviderId): AccountReading[]
  /** What caps are counted by; null before the gateway has ever been awake. Throws CodedError `storage.*`. */
  spending(): LedgerSpending | null
  close(): void
}

export type LedgerSpending = {
  books: Books
  reservations: Reservation[]
  unpricedCalls(agentId: AgentId | null, range: DayRange): number
}
type ReportLine = CommandReply<'ledger.report'>['lines'][number]

/** Main's look into the gateway's ledger: sums only, and never a lock that would hold the gateway up. `onDamaged` is to wake the gateway. */
export function createLedgerReader(path: string, onDamaged: () => void): LedgerReader {
  let db: DatabaseSync | null = null
  const reading = <Value>(nothing: Value, read: (db: DatabaseSync) => Value): Value => {
    if (db === null && !existsSync(path)) return nothing
    try {
      db ??= openForReading(path)
      return read(db)
    } catch (thrown) {
      if (isFileDamage(thrown)) {
        // Whoever opens it next for writing puts it right.
        markDamaged(path, 'file')
        onDamaged()
      }
      throw storageError(thrown, 'reading the ledger')
    }
  }
  return {
    // Whoever opens it next for writing counts the sums again, and tells.
    usageOn: (day) => reading(noUsage, (opened) => usageBetween(opened, day, day, () => markDamaged(path, 'sums'))),
    report: (from, to) => reading([], (opened) => linesOf(readReport(opened, from, to))),
    totals: (agentId, from, to) =>
      reading(noUsage, (opened) =>
        totalsOfReport(readReport(opened, from, to).filter((group) => agentId === null || group.agentId === agentId)),
      ),
    accountReadings: (providerId) => reading([], (opened) => readAccountReadings(opened, providerId)),
    spending: () =>
      reading<LedgerSpending | null>(null, (opened) => ({
        books: readSpending(opened),
        reservations: readReservations(opened),
        unpricedCalls: (agentId, range) => readUnpricedCalls(opened, agentId, range),
      })),
    close() {
      db?.close()
      db = null
    },
  }
}

/** By agent and model, those with most tokens first. */
function linesOf(groups: readonly ReportGroup[]): ReportLine[] {
  const sorted = new Map<string, ReportGroup[]>()
  for (const group of groups) {
    const key = JSON.stringify([group.agentId, group.providerId, group.model])
    const known = sorted.get(key)
    if (known === undefined) sorted.set(key, [group])
    else known.push(group)
  }
  return [...sorted.values()]
    .flatMap((same): ReportLine[] => {
      const [first] = same
      if (first === undefined) return []
      const { agentId, providerId, model } = first
      const again = same.reduce((sum, { retry, calls }) => sum + (retry ? calls : 0), 0)
      return [{ agentId, providerId, model, usage: totalsOfReport(same), again }]
    })
    .sort((left, right) => totalTokens(right.usage.tokens) - totalTokens(left.usage.tokens))
}

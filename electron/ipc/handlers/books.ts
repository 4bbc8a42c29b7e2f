import type { Handlers } from '../router.ts'
import type { Services } from './services.ts'

type BooksCommand = 'books.health' | 'ledger.report' | 'ledger.export' | 'repairs.putAway'

export function booksHandlers({ repairs, care, exporter, report }: Services): Pick<Handlers, BooksCommand> {
  return {
    'books.health': () => ({ files: care.health() }),
    'ledger.report': ({ from, to }) => ({ lines: report(from, to) }),
    'ledger.export': async (order) => ({ saved: await exporter.save(order) }),
    'repairs.putAway': ({ repairId }) => {
      repairs.putAway(repairId)
      return {}
    },
  }
}

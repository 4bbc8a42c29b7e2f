import { z } from 'zod'
import { moneyReportSchema, moneyViewSchema } from '../../model/money-report.ts'
import { command } from './command.ts'

/** What was spent and spared, and on what. */
export const moneyCommands = {
  'money.read': command(z.object({ view: moneyViewSchema }), z.object({ report: moneyReportSchema })),
  /** Asks where to, and writes what the page shows there as a PDF; null: the owner chose no place. */
  'money.print': command(z.object({ view: moneyViewSchema }), z.object({ path: z.string().nullable() })),
} as const

import { z } from 'zod'
import { runIdSchema } from '../../model/brand.ts'
import { agentAdviceSchema } from '../../model/advice.ts'
import { hourlyRateSchema } from '../../model/hourly-rate.ts'
import { runSchema } from '../../model/run.ts'
import { minutesSavedSchema, resultMarkSchema, valueReportSchema, verdictSchema } from '../../model/value.ts'
import { settingsSchema } from '../../model/settings.ts'
import { command, nothing } from './command.ts'

/** What runs were worth, and what the owner thinks of what they made. */
export const valueCommands = {
  'results.marks': command(
    z.object({ runIds: z.array(runIdSchema).max(200) }),
    z.object({ marks: z.array(resultMarkSchema) }),
  ),
  /** What is left out stays as it is; null takes a verdict, or a word about minutes, back. */
  'results.mark': command(
    z.object({
      runId: runIdSchema,
      read: z.boolean().optional(),
      verdict: verdictSchema.nullable().optional(),
      confirmedMinutes: minutesSavedSchema.nullable().optional(),
    }),
    z.object({ mark: resultMarkSchema.nullable() }),
  ),
  /** Runs the agent of a run once more, with what its owner has to say of the result. */
  'results.again': command(
    z.object({ runId: runIdSchema, remark: z.string().trim().min(1).max(500) }),
    z.object({ runId: runIdSchema }),
  ),
  /** The newest runs in whose results, names or errors all words of the text stand. */
  'results.search': command(z.object({ text: z.string().max(200) }), z.object({ runs: z.array(runSchema) })),
  /** Of the days from one to another, both included; null: no bound. */
  'value.read': command(
    z.object({ from: z.iso.date().nullable(), to: z.iso.date().nullable() }),
    z.object({ report: valueReportSchema }),
  ),
  /** What an hour is worth from today on; days before keep the rate they had. */
  'value.setRate': command(hourlyRateSchema.omit({ from: true }), settingsSchema),
  /** What may be done about agents, from how their newest runs went. */
  'advice.read': command(nothing, z.object({ advice: z.array(agentAdviceSchema) })),
} as const

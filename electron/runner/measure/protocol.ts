import { z } from 'zod'
import { appErrorSchema } from '../../../shared/contract/errors.ts'
import { agentSchema } from '../../../shared/model/agent.ts'
import { instantSchema, stepIdSchema } from '../../../shared/model/brand.ts'
import { measuredInputSchema } from '../../../shared/model/forecast.ts'
import type { ContractOf } from '../../ipc/port-calls.ts'
import { nothing, operation } from '../operation.ts'

/** Messages between main and a runner that only counts what there is to read. */

/** What is to be counted, so that a run's cost can be told before it starts: the folders the steps of an agent read. */
export const measureOrderSchema = z.object({
  steps: z.array(z.object({ stepId: stepIdSchema, folder: z.string(), recursive: z.boolean() })).max(50),
  grants: agentSchema.shape.grants,
  ownOutputs: z.array(z.string()),
  /** Files that were not read by then are guessed from their size. */
  milliseconds: z.number().int().positive(),
})
export type MeasureOrder = z.infer<typeof measureOrderSchema>

const fileIdentitySchema = z.object({
  path: z.string(),
  bytes: z.number().int().nonnegative(),
  modifiedAt: instantSchema,
})
/** How many tokens the text of a file has; 0 where it cannot be read. */
export const fileCountSchema = z.object({
  tokens: z.number().int().nonnegative(),
  language: z.enum(['en', 'zh', 'other']),
})
export type FileCount = z.infer<typeof fileCountSchema>

/** What a measuring runner may ask of main: what is known of files that did not change, and to keep what it found. */
export const measureOperations = {
  'files.known': operation(
    z.object({ files: z.array(fileIdentitySchema).max(500) }),
    z.object({ counts: z.array(fileCountSchema.nullable()) }),
  ),
  'files.keep': operation(
    z.object({ files: z.array(fileIdentitySchema.extend(fileCountSchema.shape)).max(500) }),
    nothing,
  ),
} as const
export type MeasureContract = ContractOf<typeof measureOperations>

/** What a measuring runner reports: first a guess from sizes and kinds, then how far it is, then the count. */
export const measureReportSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('measured'), isLast: z.boolean(), steps: measuredInputSchema.shape.steps }),
  z.object({
    type: z.literal('measuring'),
    done: z.number().int().nonnegative(),
    total: z.number().int().nonnegative(),
  }),
  z.object({ type: z.literal('failed'), error: appErrorSchema }),
])
export type MeasureReport = z.infer<typeof measureReportSchema>

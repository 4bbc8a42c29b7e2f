import { z } from 'zod'
import { errorCodeSchema } from '../contract/errors.ts'
import { instantSchema } from './brand.ts'

/** Something that went wrong, without anything private in it. */
export const loggedTroubleSchema = z.object({
  at: instantSchema,
  /** Where: a command, a run, or the app itself. */
  where: z.string().max(80),
  code: errorCodeSchema,
  detail: z.string().max(4_000),
})
export type LoggedTrouble = z.infer<typeof loggedTroubleSchema>

export const processKindSchema = z.enum([
  'main',
  'page',
  'graphics',
  'network',
  'gateway',
  'runner',
  'keeper',
  'sources',
  'mcp',
  'engine',
  'other',
])

const bytes = z.number().nonnegative()

/** How the app is, as it can be told to anyone. */
export const healthSchema = z.object({
  versions: z.array(z.object({ name: z.string(), version: z.string() })),
  processes: z.array(z.object({ kind: processKindSchema, memoryBytes: bytes, cpuPercent: z.number().nonnegative() })),
  books: z.array(z.object({ file: z.enum(['companion', 'ledger']), bytes })),
  freeDiskBytes: bytes.nullable(),
  /** Where the data folder lies. */
  dataPlace: z.enum(['here', 'network', 'unknown']),
  troubles: z.array(loggedTroubleSchema),
})
export type Health = z.infer<typeof healthSchema>

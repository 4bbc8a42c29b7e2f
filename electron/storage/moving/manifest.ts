import { z } from 'zod'

/** A key or password in the clear, and whose it is. It is only ever inside a backup sealed with a passphrase, and on its way there. */
export const movedKeySchema = z.object({
  place: z.enum(['provider', 'kept']),
  name: z.string().min(1).max(500),
  text: z.string().max(20_000),
})
export type MovedKey = z.infer<typeof movedKeySchema>

/** Files of the data folder a backup may hold; nothing else is ever written from one. */
const movedPathSchema = z.union([
  z.enum(['companion.db', 'ledger.db', 'preferences.json']),
  z
    .string()
    .regex(/^kept(?:\/[^/\\:\0]{1,200}){1,6}$/)
    .refine((path) => path.split('/').every((part) => part !== '.' && part !== '..')),
])

export const manifestSchema = z.object({
  /** The shapes of the databases; null: there is none. */
  companion: z.number().int().positive(),
  ledger: z.number().int().positive().nullable(),
  files: z
    .array(
      z.object({
        path: movedPathSchema,
        bytes: z.number().int().nonnegative(),
        sha256: z.string().regex(/^[0-9a-f]{64}$/),
      }),
    )
    .max(200_000),
  keys: z.array(movedKeySchema).max(1_000),
})
export type Manifest = z.infer<typeof manifestSchema>

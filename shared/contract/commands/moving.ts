import { z } from 'zod'
import { instantSchema } from '../../model/brand.ts'
import { appErrorSchema } from '../errors.ts'
import { command, nothing } from './command.ts'

const passphraseSchema = z.string().min(8).max(500).nullable()
const count = z.number().int().nonnegative()

/** Taking everything along, bringing it back, and doing away with it. */
export const movingCommands = {
  /** Asks where to; null: the owner chose no place. Without a passphrase no key goes along. */
  'moving.backUp': command(
    z.object({ passphrase: passphraseSchema, withKeys: z.boolean() }),
    z.object({ saved: z.object({ path: z.string(), bytes: count, keys: count, keysLeftOut: count }).nullable() }),
  ),
  /** Asks for a folder and writes everything there for other programs; null: no place was chosen, or it was stopped. */
  'moving.export': command(
    nothing,
    z.object({ saved: z.object({ path: z.string(), files: count, bytes: count }).nullable() }),
  ),
  'moving.stopExport': command(nothing, nothing),
  /** Shows the newest export in the system's file manager. */
  'moving.showExport': command(nothing, nothing),
  /** Backups by themselves; asks for their folder. Null: none any more. */
  'moving.plan': command(z.object({ every: z.enum(['day', 'week']).nullable() }), nothing),
  /** How backups by themselves stand: the day of the newest, and why the last attempt came to nothing. */
  'moving.planned': command(nothing, z.object({ newest: z.iso.date().nullable(), error: appErrorSchema.nullable() })),
  /** What locks backups by themselves from now on; null: nothing. Throws `keyring.*`; then nothing has changed. */
  'moving.seal': command(
    z.object({
      passphrase: passphraseSchema,
      withKeys: z.boolean(),
      keyStorage: z.enum(['protected', 'session', 'unprotected']),
    }),
    nothing,
  ),
  /** Asks for a backup and says what it is; null: none was chosen. */
  'moving.choose': command(
    nothing,
    z.object({
      backup: z.object({ name: z.string(), at: instantSchema, app: z.string(), sealed: z.boolean() }).nullable(),
    }),
  ),
  /** The backup that was chosen takes the place of everything; the app starts anew. */
  'moving.restore': command(
    z.object({ passphrase: z.string().max(500).nullable() }),
    z.object({ keys: count, keysLeftOut: count }),
  ),
  /** Deletes everything the app keeps; the app starts anew. */
  'moving.deleteAll': command(z.object({ confirmed: z.literal(true) }), nothing),
} as const

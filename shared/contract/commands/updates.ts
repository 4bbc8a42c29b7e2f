import { z } from 'zod'
import { updateStateSchema } from '../../model/update.ts'
import { command, nothing } from './command.ts'

/** Newer versions of the app. */
export const updateCommands = {
  'updates.state': command(nothing, updateStateSchema),
  /** Looks now and fetches what is newer, `anyway` whatever the connection costs; answers when that is done. */
  'updates.look': command(z.object({ anyway: z.boolean().optional() }), updateStateSchema),
  /** Closes the app and starts it again as the newer version. Throws `update.notReady`, `update.runsLive`. */
  'updates.install': command(nothing, nothing),
} as const

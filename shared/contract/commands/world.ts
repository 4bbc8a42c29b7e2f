import { z } from 'zod'
import { worldUsageSchema } from '../../model/world-usage.ts'
import { command, nothing } from './command.ts'

const usage = z.object({ usage: worldUsageSchema })

/** What the world asks models, beside what the owner asks. */
export const worldCommands = {
  'world.read': command(nothing, usage),
  /** Fetches the ranking, because the owner asked. */
  'world.fetch': command(nothing, usage),
  /** Stops fetching; what was there before stays. */
  'world.stop': command(nothing, nothing),
  /** Asks for a file with a ranking; null: none was chosen. */
  'world.readFile': command(nothing, z.object({ usage: worldUsageSchema.nullable() })),
} as const

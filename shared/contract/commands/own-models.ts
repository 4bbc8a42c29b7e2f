import { z } from 'zod'
import { modelNameSchema } from '../../model/brand.ts'
import { fetchSchema, fetchSourceSchema, measuredComputerSchema } from '../../model/own-model.ts'
import { command, nothing } from './command.ts'

const listed = fetchSchema.pick({ listedId: true })
/** How many models were found that were not there before; null when the owner chose nothing. */
const added = z.object({ added: z.number().int().nonnegative().nullable() })

/** Models that run on this computer, in the app itself. */
export const ownModelCommands = {
  /** What this computer has for a model now. */
  'ownModels.measure': command(nothing, measuredComputerSchema),
  /** Begins to fetch a listed model, or goes on where it was left off; `anyway`: whatever the connection costs. */
  'ownModels.fetch': command(listed.extend({ source: fetchSourceSchema, anyway: z.boolean().optional() }), nothing),
  /** Stops fetching; what is there already is kept. */
  'ownModels.stop': command(listed, nothing),
  /** Gives up a model that is only half here. */
  'ownModels.discard': command(listed, nothing),
  /** Asks for a model file on this computer; it stays where it is. */
  'ownModels.addFile': command(nothing, added),
  /** Asks for a folder, and takes every model in it. */
  'ownModels.addFolder': command(nothing, added),
  'ownModels.remove': command(z.object({ name: modelNameSchema }), nothing),
} as const

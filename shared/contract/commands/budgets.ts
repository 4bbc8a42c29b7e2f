import { z } from 'zod'
import { heldCallSchema } from '../../model/budget.ts'
import { command, nothing } from './command.ts'

/** What is set aside under caps. */
export const budgetsCommands = {
  /** Calls that broke off and still hold a part of their caps; the owner may say that they were not charged. */
  'budgets.held': command(nothing, z.object({ calls: z.array(heldCallSchema) })),
  'budgets.release': command(z.object({ call: heldCallSchema.shape.call }), nothing),
} as const

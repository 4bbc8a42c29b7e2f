import { z } from 'zod'
import { agentIdSchema } from '../../model/brand.ts'
import { budgetUseSchema, heldCallSchema } from '../../model/budget.ts'
import { usageTotalsSchema } from '../../model/usage.ts'
import { command, nothing } from './command.ts'

/** What is spent and set aside under caps. */
export const budgetsCommands = {
  /** How much of the caps of an agent, or of this computer (null), is used now. Caps of one run are not among them. */
  'budgets.used': command(
    z.object({ agentId: agentIdSchema.nullable() }),
    z.object({ uses: z.array(budgetUseSchema) }),
  ),
  /** What an agent, or this computer (null), has used today, this week and this month. */
  'usage.periods': command(
    z.object({ agentId: agentIdSchema.nullable() }),
    z.object({ day: usageTotalsSchema, week: usageTotalsSchema, month: usageTotalsSchema }),
  ),
  /** Calls that broke off and still hold a part of their caps; the owner may say that they were not charged. */
  'budgets.held': command(nothing, z.object({ calls: z.array(heldCallSchema) })),
  'budgets.release': command(z.object({ call: heldCallSchema.shape.call }), nothing),
} as const

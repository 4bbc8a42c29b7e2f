import { z } from 'zod'
import { agentIdSchema } from '../../model/brand.ts'
import { command, nothing } from './command.ts'

/** Sites that want to know who is there: the owner signs in for one agent, and no other is known there by that. */
export const siteCommands = {
  /** Opens a window; answered once it is open, not once somebody has signed in. */
  'sites.signIn': command(z.object({ agentId: agentIdSchema, address: z.string().max(2000) }), nothing),
  /** No site knows that agent any more. */
  'sites.signOut': command(z.object({ agentId: agentIdSchema }), nothing),
} as const

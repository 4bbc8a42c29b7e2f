import type { z } from 'zod'
import { agentsCommands } from './commands/agents.ts'
import { alertCommands } from './commands/alerts.ts'
import { appCommands } from './commands/app.ts'
import { booksCommands } from './commands/books.ts'
import { approvalsCommands } from './commands/approvals.ts'
import { budgetsCommands } from './commands/budgets.ts'
import { healthCommands } from './commands/health.ts'
import { movingCommands } from './commands/moving.ts'
import { networkCommands } from './commands/network.ts'
import { moneyCommands } from './commands/money.ts'
import { ownModelCommands } from './commands/own-models.ts'
import { providersCommands } from './commands/providers.ts'
import { runsCommands } from './commands/runs.ts'
import { scheduleCommands } from './commands/schedule.ts'
import { siteCommands } from './commands/sites.ts'
import { robotCommands } from './commands/robots.ts'
import { serverCommands } from './commands/servers.ts'
import { sourceCommands } from './commands/sources.ts'
import { updateCommands } from './commands/updates.ts'
import { valueCommands } from './commands/value.ts'
import { worldCommands } from './commands/world.ts'
import type { appErrorSchema } from './errors.ts'

export {
  providerDraftSchema,
  providerTestSchema,
  foundServerSchema,
  priceQuestionSchema,
  listedPriceSchema,
  type ProviderDraft,
  type ProviderTest,
  type FoundServer,
  type AccountBalance,
  type PriceQuestion,
  type ListedPrice,
} from './commands/providers.ts'

/** Every request the page can make, with its schema and that of its reply: the one place a command is declared, by area. */
export const commands = {
  ...appCommands,
  ...agentsCommands,
  ...runsCommands,
  ...approvalsCommands,
  ...providersCommands,
  ...ownModelCommands,
  ...budgetsCommands,
  ...scheduleCommands,
  ...booksCommands,
  ...moneyCommands,
  ...sourceCommands,
  ...siteCommands,
  ...serverCommands,
  ...robotCommands,
  ...networkCommands,
  ...updateCommands,
  ...movingCommands,
  ...healthCommands,
  ...valueCommands,
  ...alertCommands,
  ...worldCommands,
} as const

export type Commands = typeof commands
export type CommandName = keyof Commands
export type CommandRequest<Name extends CommandName> = z.infer<Commands[Name]['request']>
export type CommandReply<Name extends CommandName> = z.infer<Commands[Name]['reply']>

/** Main never rejects: Electron drops the fields of a rejection. */
export type CommandResult<Name extends CommandName> =
  | { readonly ok: true; readonly value: CommandReply<Name> }
  | { readonly ok: false; readonly error: z.infer<typeof appErrorSchema> }

/** True for a name that is declared above. */
export function isCommandName(name: unknown): name is CommandName {
  return typeof name === 'string' && Object.hasOwn(commands, name)
}

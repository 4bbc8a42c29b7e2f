import type { z } from 'zod'
import {
  type CommandName,
  type CommandReply,
  type CommandRequest,
  type CommandResult,
  commands,
  isCommandName,
} from '../../shared/contract/commands.ts'
import { type AppError, CodedError, toAppError } from '../../shared/contract/errors.ts'
import { payloadProblem } from './payload.ts'

/** One handler per declared command; a missing one does not compile. */
export type Handlers = {
  readonly [Name in CommandName]: (args: CommandRequest<Name>) => CommandReply<Name> | Promise<CommandReply<Name>>
}

export type Router<Event> = (event: Event, name: unknown, args: unknown) => Promise<CommandResult<CommandName>>

/**
 * The one gate between the page and main: who asks, what is asked, with which arguments; only then a handler runs. It never
 * rejects. With `checkReplies` answers are held to their schema too, for development and tests.
 */
export function createRouter<Event>(options: {
  handlers: Handlers
  /** True only for the main frame of our own window showing our own page. */
  isTrustedSender: (event: Event) => boolean
  /** Hears of every refusal and failure; arguments are never part of it, since they may hold keys. */
  log: (failure: { command: string; error: AppError }) => void
  checkReplies: boolean
}): Router<Event> {
  const { handlers, isTrustedSender, log, checkReplies } = options

  const dispatch = async <Name extends CommandName>(name: Name, args: unknown): Promise<CommandReply<Name>> => {
    const request = readRequest(name, args)
    const reply = await handlers[name](request)
    return checkReplies ? readReply(name, reply) : reply
  }

  return async (event, name, args) => {
    const command = isCommandName(name) ? name : 'unknown'
    try {
      if (!isTrustedSender(event)) throw new CodedError('request.refused', {}, 'not our page')
      if (!isCommandName(name)) throw new CodedError('request.invalid', {}, 'no such command')
      const problem = payloadProblem(args)
      if (problem !== null) throw new CodedError('request.invalid', {}, problem)
      return { ok: true, value: await dispatch(name, args) }
    } catch (thrown) {
      const error = toAppError(thrown)
      log({ command, error })
      return { ok: false, error }
    }
  }
}

/** The declared schemas, in a shape that keeps each name with its own types. */
const schemas: {
  readonly [Name in CommandName]: {
    readonly request: z.ZodType<CommandRequest<Name>>
    readonly reply: z.ZodType<CommandReply<Name>>
  }
} = commands

function readRequest<Name extends CommandName>(name: Name, args: unknown): CommandRequest<Name> {
  const parsed = schemas[name].request.safeParse(args)
  if (parsed.success) return parsed.data
  throw new CodedError('request.invalid', {}, problemsText(parsed.error))
}

function readReply<Name extends CommandName>(name: Name, reply: CommandReply<Name>): CommandReply<Name> {
  const parsed = schemas[name].reply.safeParse(reply)
  if (parsed.success) return parsed.data
  throw new CodedError('unexpected', {}, `reply of ${name}: ${problemsText(parsed.error)}`)
}

/** Places and rules, never the values. */
function problemsText(error: z.ZodError): string {
  return error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('\n')
}

import { z } from 'zod'
import { type CommandName, type CommandReply, type CommandRequest, commands } from '../../shared/contract/commands.ts'
import { appErrorSchema, CodedError } from '../../shared/contract/errors.ts'

const resultSchema = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), error: appErrorSchema }),
])

/**
 * Asks main for something and returns its reply, checked against the contract. Throws CodedError: main's own error, or
 * `unexpected` when the reply is not what the contract declares or the request never arrived.
 */
export function send<Name extends CommandName>(name: Name, request: CommandRequest<Name>): Promise<CommandReply<Name>>
export async function send(name: CommandName, request: unknown): Promise<unknown> {
  return read(name, await ask(name, request))
}

function read<Name extends CommandName>(name: Name, answer: unknown): CommandReply<Name>
function read(name: CommandName, answer: unknown): unknown {
  const result = resultSchema.safeParse(answer)
  if (!result.success) throw new CodedError('unexpected', {}, `${name}: ${z.prettifyError(result.error)}`)
  if (!result.data.ok) {
    const { code, params, detail } = result.data.error
    throw new CodedError(code, params, detail)
  }
  const reply = commands[name].reply.safeParse(result.data.value)
  if (!reply.success) throw new CodedError('unexpected', {}, `${name}: ${z.prettifyError(reply.error)}`)
  return reply.data
}

/** Asks with files that were dropped. The bridge names them: here they have no place on the computer. Throws as `send` does. */
export async function sendFiles<Name extends 'agents.runOn' | 'agents.openDropped'>(
  name: Name,
  request: Omit<CommandRequest<Name>, 'files'> & { files: readonly File[] },
): Promise<CommandReply<Name>> {
  return read(name, await ask(name, { ...request, files: [...request.files] }))
}

async function ask(name: CommandName, request: unknown): Promise<unknown> {
  try {
    return await window.kaihe.request(name, request)
  } catch (error) {
    throw new CodedError('unexpected', {}, `${name}: ${String(error)}`)
  }
}

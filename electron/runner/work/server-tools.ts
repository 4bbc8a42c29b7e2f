import { z } from 'zod'
import { CodedError, type ErrorCode, toAppError } from '../../../shared/contract/errors.ts'
import type { LeftOut } from '../../../shared/model/run.ts'
import { offeredToolSchema, type OfferedTool } from '../../../shared/model/tool-server.ts'
import { meetsOutside } from '../../../shared/rules/exposure.ts'
import { askFirst } from '../acts/ask-first.ts'
import type { WorkRoom } from './room.ts'
import { BadArguments, type Tool } from './tool.ts'

const inputSchema = z.record(z.string(), z.json())

/**
 * The ticked tools of servers, as they describe themselves now. What they say is remembered for the whole run, so that a resume asks
 * the model the same. One that is gone or has changed is left out, and said so.
 */
export async function serverTools(room: WorkRoom): Promise<{ tools: Tool[]; leftOut: LeftOut[] }> {
  const { step, context } = room
  if (step.tools.servers.length === 0) return { tools: [], leftOut: [] }
  const offered = await describeOnce(room)
  const tools: Tool[] = []
  const leftOut: LeftOut[] = []
  for (const each of offered) {
    if (each.description === null) {
      const error = new CodedError(codes[each.problem ?? 'missing'], { name: each.serverName, tool: each.tool })
      leftOut.push(await context.leaveOut(`${each.serverName}: ${each.tool}`, toAppError(error)))
    } else {
      tools.push(asTool(each, each.description, nameFor(each, tools), room))
    }
  }
  return { tools, leftOut }
}

const codes: Readonly<Record<NonNullable<OfferedTool['problem']>, ErrorCode>> = {
  missing: 'server.toolMissing',
  changed: 'server.toolChanged',
  serverMissing: 'server.missing',
}

async function describeOnce({ step, context }: WorkRoom): Promise<OfferedTool[]> {
  const kept = context.checkpoints.find('servers', z.array(offeredToolSchema))
  if (kept !== null) return kept
  const { tools } = await context.main.call('tools.describe', { stepId: step.id })
  await context.checkpoints.keep('servers', tools)
  return tools
}

function asTool(
  { server, serverName, tool }: OfferedTool,
  { description, input: parameters }: NonNullable<OfferedTool['description']>,
  name: string,
  room: WorkRoom,
): Tool {
  const { step, context } = room
  const { checkpoints, main, order } = context
  return {
    name,
    description,
    parameters,
    async call(given, item) {
      const read = inputSchema.safeParse(given)
      if (!read.success) throw new BadArguments(z.prettifyError(read.error))
      const begun = checkpoints.find(`${item}/begun`, z.number().int()) ?? 0
      // A call whose end this run did not live to hear of is not made again by itself.
      const mustAsk = begun > 0 || meetsOutside(order.agent.steps, step)
      const input = mustAsk ? await asAllowed(read.data, begun === 0 ? item : `${item}/again-${begun}`) : read.data
      await checkpoints.keep(`${item}/begun`, begun + 1)
      const { text, isError } = await main.call('tool.call', { stepId: step.id, server, tool, input })
      return { text: isError ? `error: ${text}` : text, changed: true }
    },
  }

  async function asAllowed(input: z.infer<typeof inputSchema>, item: string) {
    const shown = JSON.stringify(input, null, 2)
    const act = await askFirst(step, item, { kind: 'tool', server: serverName, tool, input: shown }, context)
    if (act.kind !== 'tool') throw new CodedError('request.invalid', {}, `a tool became a ${act.kind}`)
    return inputSchema.parse(JSON.parse(act.input))
  }
}

/** Services take letters, digits and lines in names, 64 at most (OpenAI); the server's own name tells same tools apart. */
function nameFor({ serverName, tool }: OfferedTool, others: readonly Tool[]): string {
  const plain = (text: string) => text.normalize('NFKD').replace(/[^\w-]+/g, '_')
  const wanted = `${plain(serverName).slice(0, 20)}-${plain(tool)}`.slice(0, 60)
  const same = others.filter(({ name }) => name === wanted || name.startsWith(`${wanted}-`)).length
  return same === 0 ? wanted : `${wanted}-${same + 1}`
}

import { createHash } from 'node:crypto'
import { basename } from 'node:path'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import {
  CallToolResultSchema,
  ErrorCode as ProtocolCode,
  ListToolsResultSchema,
  type Tool,
} from '@modelcontextprotocol/sdk/types.js'
import { z } from 'zod'
import { CodedError } from '../../shared/contract/errors.ts'
import type { ToolDescription } from '../../shared/model/tool-server.ts'
import { answerPortCalls, createPortCaller, type MessagePortLike } from '../ipc/port-calls.ts'
import { boundFetch } from './bound-fetch.ts'
import { createProgramLine } from './program-line.ts'
import {
  type GroupContract,
  groupOperations,
  mostAnswer,
  type ServerContract,
  serverOperations,
  type ServerWay,
} from './protocol.ts'

const mostTools = 500
const mostPages = 20
const mostSchema = 20_000

/** Holds the connection to one server. Nothing it is told is believed or followed: descriptions and answers are text. */
export function createMcp({
  port,
  fetch,
}: {
  port: MessagePortLike
  fetch: (url: string, init: RequestInit) => Promise<Response>
}): void {
  const main = createPortCaller<GroupContract>(port, groupOperations)
  let client: Client | null = null
  let lastWords: () => string = () => ''
  let name = ''

  const connected = (): Client => {
    if (client === null) throw new CodedError('server.unreachable', { name }, 'not connected')
    return client
  }

  const lineTo = (way: ServerWay) => {
    if (way.kind === 'program') {
      const line = createProgramLine(way, async (pid) => {
        await main.call('child.started', { pid })
      })
      lastWords = line.lastWords
      return line
    }
    const headers: Record<string, string> = way.token === null ? {} : { authorization: `Bearer ${way.token}` }
    return new StreamableHTTPClientTransport(new URL(way.url), {
      requestInit: { headers, redirect: 'error' },
      fetch: boundFetch(fetch),
    })
  }

  answerPortCalls<ServerContract>(port, serverOperations, {
    async connect({ way, milliseconds }) {
      name = way.kind === 'program' ? basename(way.path) : new URL(way.url).host
      // It offers the server nothing: no files, no model, no questions to the owner.
      const made = new Client({ name: 'kaihe-companion', version: '1' }, { capabilities: {} })
      try {
        await made.connect(lineTo(way), { timeout: milliseconds })
        client = made
        return { tools: await listTools(made, milliseconds) }
      } catch (thrown) {
        throw asError(thrown, name, milliseconds, lastWords())
      }
    },
    async tools({ milliseconds }) {
      try {
        return { tools: await listTools(connected(), milliseconds) }
      } catch (thrown) {
        throw asError(thrown, name, milliseconds, lastWords())
      }
    },
    async call({ tool, input, milliseconds }) {
      try {
        const params = { name: tool, arguments: input }
        const options = { timeout: milliseconds, maxTotalTimeout: milliseconds }
        // Asked for as it is: what a server says its answers look like is not compiled into a check.
        const result = await connected().request({ method: 'tools/call', params }, CallToolResultSchema, options)
        return { text: textOf(result).slice(0, mostAnswer), isError: result.isError === true }
      } catch (thrown) {
        throw asError(thrown, name, milliseconds, lastWords())
      }
    },
  })
}

async function listTools(client: Client, milliseconds: number): Promise<ToolDescription[]> {
  const listed: Tool[] = []
  let cursor: string | undefined
  for (let page = 0; page < mostPages && listed.length < mostTools; page++) {
    const params = cursor === undefined ? {} : { cursor }
    const answer = await client.request({ method: 'tools/list', params }, ListToolsResultSchema, {
      timeout: milliseconds,
    })
    listed.push(...answer.tools)
    cursor = answer.nextCursor
    if (cursor === undefined) break
  }
  const names = new Set<string>()
  return listed.slice(0, mostTools).flatMap((tool) => {
    const description = describe(tool)
    // Two of one name could be told apart by nobody.
    if (description === null || names.has(description.name)) return []
    names.add(description.name)
    return [description]
  })
}

const inputSchema = z.record(z.string(), z.json())

function describe({ name, title, description = '', inputSchema: schema }: Tool): ToolDescription | null {
  const input = inputSchema.safeParse(schema)
  if (name === '' || name.length > 200 || !input.success || JSON.stringify(input.data).length > mostSchema) return null
  const text = [title, description].filter(Boolean).join('\n').toWellFormed().slice(0, 4000)
  // Of all it says, also of what is cut off here: a change there is a change.
  const sha256 = createHash('sha256')
    .update(JSON.stringify([name, title ?? '', description, input.data]))
    .digest('hex')
  return { name, description: text, input: input.data, sha256 }
}

function textOf({ content, structuredContent }: z.infer<typeof CallToolResultSchema>): string {
  const parts = content.map((part) => {
    switch (part.type) {
      case 'text':
        return part.text
      case 'resource':
        return 'text' in part.resource ? part.resource.text : `[${part.resource.uri}]`
      case 'resource_link':
        return `[${part.name}: ${part.uri}]`
      case 'image':
      case 'audio':
        return `[${part.mimeType}]`
    }
  })
  if (parts.length === 0 && structuredContent !== undefined) return JSON.stringify(structuredContent)
  return parts.join('\n').toWellFormed()
}

const protocolErrorSchema = z.object({ code: z.number() })

function asError(thrown: unknown, name: string, milliseconds: number, words: string): CodedError {
  if (thrown instanceof CodedError) return thrown
  const detail = [thrown instanceof Error ? thrown.message : String(thrown), words]
    .filter(Boolean)
    .join('\n')
    .slice(0, 4000)
  const code = protocolErrorSchema.safeParse(thrown).data?.code
  if (code === ProtocolCode.RequestTimeout) {
    return new CodedError('server.timedOut', { name, seconds: Math.round(milliseconds / 1000) }, detail)
  }
  // An answer of the server itself; anything else is a line that broke.
  if (
    code === ProtocolCode.InvalidParams ||
    code === ProtocolCode.InternalError ||
    code === ProtocolCode.MethodNotFound
  ) {
    return new CodedError('server.toolFailed', { name, tool: '' }, detail)
  }
  return new CodedError('server.unreachable', { name }, detail)
}

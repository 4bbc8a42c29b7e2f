import { CodedError, toAppError } from '../../../shared/contract/errors.ts'
import type { CommandReply } from '../../../shared/contract/commands.ts'
import type { ServerDraft } from '../../../shared/contract/commands/servers.ts'
import type { Clock } from '../../../shared/model/clock.ts'
import {
  type OfferedTool,
  type ServerDoor,
  type ToolDescription,
  type ToolServer,
  toolServerSchema,
} from '../../../shared/model/tool-server.ts'
import type { ServerTool } from '../../../shared/model/tools.ts'
import type { ServerWay } from '../../mcp/protocol.ts'
import type { ProcessHost } from '../processes/process-host.ts'
import type { SecretKeeper } from '../providers/secret-keeper.ts'
import type { SettingsService } from '../settings/settings-service.ts'
import { createServerConnections, type Known } from './server-connections.ts'

export type ToolServerService = {
  /** Throws `program.notPicked`, `server.secretMissing`, `keyring.*`. */
  save(draft: ServerDraft): Promise<ToolServer>
  remove(serverId: string): Promise<void>
  /** Shows the tools as they are now; with `accept` they count as seen from here on. */
  look(serverId: string, accept: boolean): Promise<CommandReply<'servers.look'>>
  /** Ticked tools as a run may use them, or why it may not. */
  describe(ticked: readonly ServerTool[]): Promise<OfferedTool[]>
  /** What a server is called; null for none. */
  nameOf(serverId: string): string | null
  /** Uses a tool the caller has made sure was ticked. Throws `server.*`. */
  call(use: ServerTool & { input: CallInput }): Promise<{ text: string; isError: boolean }>
  close(): Promise<void>
}

type CallInput = Parameters<ReturnType<typeof createServerConnections>['call']>[2]

/** Servers of tools: where they are is a setting, their secrets are kept where keys are, and a tool that changes is held back. */
export function createToolServerService(dependencies: {
  settings: Pick<SettingsService, 'current' | 'save'>
  keeper: SecretKeeper
  processes: ProcessHost
  programs: { mustBePicked(path: string): void }
  clock: Clock
  newId: () => string
  /** Where programs of servers work: an empty folder of their own. */
  folder: () => string
}): ToolServerService {
  const { settings, keeper, processes, programs, clock, newId, folder } = dependencies
  const connections = createServerConnections({ processes, clock })
  const list = () => settings.current().toolServers
  const find = (serverId: string): ToolServer => {
    const server = list().find(({ id }) => id === serverId)
    if (server === undefined) throw new CodedError('server.missing', { name: serverId })
    return server
  }

  const wayOf = async ({ id, name, door }: ToolServer): Promise<ServerWay> => {
    if (door.kind === 'address') {
      const token = door.hasToken ? await keeper.reveal(secretOf(id, door, 'token')) : null
      if (door.hasToken && token === null) throw new CodedError('server.secretMissing', { name })
      return { kind: 'address', url: door.url, token }
    }
    // The page may have written the settings; what is started was picked in a dialog.
    programs.mustBePicked(door.path)
    const secrets: Record<string, string> = {}
    for (const variable of door.secrets) {
      const value = await keeper.reveal(secretOf(id, door, variable))
      if (value === null) throw new CodedError('server.secretMissing', { name })
      secrets[variable] = value
    }
    return { kind: 'program', path: door.path, arguments: door.arguments, folder: folder(), secrets }
  }
  const asKnown = (server: ToolServer): Known => ({ id: server.id, name: server.name, way: () => wayOf(server) })

  const store = (server: ToolServer): ToolServer => {
    const others = list()
    const toolServers = others.some(({ id }) => id === server.id)
      ? others.map((each) => (each.id === server.id ? server : each))
      : [...others, server]
    settings.save({ toolServers })
    return server
  }

  return {
    async save({ secrets, token, keyStorage, ...typed }) {
      const id = typed.id ?? newId()
      const { door } = typed
      if (door.kind === 'program') programs.mustBePicked(door.path)
      const before = list().find((each) => each.id === id)
      const names = door.kind === 'program' ? door.secrets : door.hasToken ? ['token'] : []
      const given = door.kind === 'program' ? secrets : { token: token ?? '' }
      for (const name of names) {
        const value = given[name] ?? ''
        const place = secretOf(id, door, name)
        if (value !== '') await keeper.keep(place, value, keyStorage)
        else if ((await keeper.reveal(place)) === null)
          throw new CodedError('server.secretMissing', { name: typed.name })
      }
      await connections.drop(id)
      const isSame = before !== undefined && JSON.stringify(before.door) === JSON.stringify(door)
      return store(toolServerSchema.parse({ id, name: typed.name, door, tools: isSame ? before.tools : [] }))
    },
    async remove(serverId) {
      const { id, door } = find(serverId)
      for (const name of door.kind === 'program' ? door.secrets : ['token']) keeper.forget(secretOf(id, door, name))
      settings.save({ toolServers: list().filter((each) => each.id !== serverId) })
      await connections.drop(serverId)
    },
    async look(serverId, accept) {
      const server = find(serverId)
      try {
        // The owner wants to know how it is now, not how it was when it failed.
        await connections.drop(serverId)
        const tools = await connections.tools(asKnown(server))
        // What was never looked at before is seen here for the first time.
        if (accept || server.tools.length === 0) store({ ...find(serverId), tools: tools.map(asSeen) })
        const gone = server.tools
          .filter(({ name }) => tools.every((tool) => tool.name !== name))
          .map(({ name }) => name)
        return {
          error: null,
          tools: tools.map((tool) => ({
            name: tool.name,
            description: tool.description,
            input: tool.input,
            state: accept ? 'same' : stateOf(tool, server),
          })),
          gone: accept ? [] : gone,
        }
      } catch (thrown) {
        return { error: toAppError(thrown), tools: [], gone: [] }
      }
    },
    async describe(ticked) {
      const now = new Map<string, Promise<ToolDescription[]>>()
      const offers = ticked.map(async ({ server: serverId, tool }): Promise<OfferedTool> => {
        const server = list().find(({ id }) => id === serverId)
        const common = { server: serverId, tool, serverName: server?.name ?? serverId, description: null }
        if (server === undefined) return { ...common, problem: 'serverMissing' }
        const tools = now.get(serverId) ?? connections.tools(asKnown(server))
        now.set(serverId, tools)
        const found = (await tools).find(({ name }) => name === tool)
        if (found === undefined) return { ...common, problem: 'missing' }
        const { description, input } = found
        return stateOf(found, server) === 'same'
          ? { ...common, description: { description, input }, problem: null }
          : { ...common, problem: 'changed' }
      })
      return Promise.all(offers)
    },
    nameOf: (serverId) => list().find(({ id }) => id === serverId)?.name ?? null,
    async call({ server: serverId, tool, input }) {
      const server = find(serverId)
      const known = asKnown(server)
      const found = (await connections.tools(known)).find(({ name }) => name === tool)
      if (found === undefined) throw new CodedError('server.toolMissing', { name: server.name, tool })
      if (stateOf(found, server) !== 'same') throw new CodedError('server.toolChanged', { name: server.name, tool })
      return connections.call(known, tool, input)
    },
    close: () => connections.close(),
  }
}

function stateOf({ name, sha256 }: ToolDescription, { tools }: ToolServer): 'same' | 'changed' | 'new' {
  const seen = tools.find((each) => each.name === name)
  if (seen === undefined) return 'new'
  return seen.sha256 === sha256 ? 'same' : 'changed'
}

function asSeen({ name, sha256, description }: ToolDescription): ToolServer['tools'][number] {
  return { name, sha256, description: description.slice(0, 300) }
}

/** A secret belongs to the very door it was entered for: whatever is said of the server later, it goes nowhere else. */
function secretOf(id: string, door: ServerDoor, name: string): string {
  return `server:${JSON.stringify([id, door.kind === 'program' ? door.path : new URL(door.url).origin, name])}`
}

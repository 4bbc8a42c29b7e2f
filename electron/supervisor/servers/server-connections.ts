import { CodedError, type ErrorCode } from '../../../shared/contract/errors.ts'
import type { Clock } from '../../../shared/model/clock.ts'
import type { ToolDescription } from '../../../shared/model/tool-server.ts'
import { answerPortCalls, createPortCaller, type PortCaller } from '../../ipc/port-calls.ts'
import {
  type GroupContract,
  groupOperations,
  type ServerContract,
  serverOperations,
  type ServerWay,
} from '../../mcp/protocol.ts'
import type { HostedProcess, ProcessHost } from '../processes/process-host.ts'

export type ServerConnections = {
  /** The tools of a server as they are now. Connects where there is no connection. Throws `server.*`. */
  tools(server: Known): Promise<ToolDescription[]>
  call(server: Known, tool: string, input: CallInput): Promise<{ text: string; isError: boolean }>
  /** Lets go of a connection, as when its server was changed or removed. */
  drop(serverId: string): Promise<void>
  close(): Promise<void>
}

type CallInput = ServerContract['call']['request']['input']
/** `way` is asked for only when a connection is made: it holds the secrets. */
export type Known = { readonly id: string; readonly name: string; way(): Promise<ServerWay> }

type Connection = {
  process: HostedProcess
  caller: PortCaller<ServerContract>
  ready: Promise<ToolDescription[]>
  busy: number
  cancelIdle: () => void
}

const connectPatience = 60_000
const callPatience = 120_000
/** A process that does not even say that time is up hangs. */
const grace = 5_000
const idleAfter = 300_000
const firstPause = 2_000
const longestPause = 120_000

/**
 * One process for each server that is in use: it holds the connection, and the program where there is one. It goes when nobody has
 * used it for a while; one that keeps failing is not started again at once.
 */
export function createServerConnections({
  processes,
  clock,
}: {
  processes: ProcessHost
  clock: Clock
}): ServerConnections {
  const connections = new Map<string, Connection>()
  const failures = new Map<string, { count: number; until: number; error: CodedError }>()

  const connect = (server: Known): Connection => {
    const failed = failures.get(server.id)
    if (failed !== undefined && clock.now() < failed.until) {
      const { code, params, detail } = failed.error
      throw new CodedError(code, params, detail)
    }
    const process = processes.start('mcp')
    const caller = createPortCaller<ServerContract>(process.port, serverOperations)
    const stopAnswering = answerPortCalls<GroupContract>(process.port, groupOperations, {
      async 'child.started'({ pid }) {
        process.adopt(pid)
        return {}
      },
    })
    const ready = server
      .way()
      .then((way) =>
        inTime(server, process, connectPatience, () => caller.call('connect', { way, milliseconds: connectPatience })),
      )
    const connection: Connection = {
      process,
      caller,
      ready: ready.then(({ tools }) => tools),
      busy: 0,
      cancelIdle: () => undefined,
    }
    const forget = () => {
      if (connections.get(server.id) === connection) connections.delete(server.id)
    }
    connection.ready.catch((thrown: unknown) => {
      note(server, thrown)
      forget()
      void process.kill()
    })
    void process.exited.then((code) => {
      stopAnswering()
      connection.cancelIdle()
      caller.close(new CodedError('server.unreachable', { name: server.name }, `its process ended with ${code}`))
      forget()
    })
    connections.set(server.id, connection)
    return connection
  }

  const note = (server: Known, thrown: unknown) => {
    const count = (failures.get(server.id)?.count ?? 0) + 1
    // Once may be chance.
    const pause = count === 1 ? 0 : Math.min(longestPause, firstPause * 2 ** (count - 2))
    const error =
      thrown instanceof CodedError
        ? thrown
        : new CodedError('server.unreachable', { name: server.name }, String(thrown))
    failures.set(server.id, { count, until: clock.now() + pause, error })
  }

  /** Whatever does not answer in time is ended, with all it holds. */
  const inTime = async <Value>(
    { name }: Known,
    process: HostedProcess,
    milliseconds: number,
    work: () => Promise<Value>,
  ): Promise<Value> => {
    let isLate = false
    const cancel = clock.after(milliseconds + grace, () => {
      isLate = true
      void process.kill()
    })
    try {
      return await work()
    } catch (thrown) {
      if (isLate) throw new CodedError('server.timedOut', { name, seconds: Math.round(milliseconds / 1000) })
      throw named(thrown, name)
    } finally {
      cancel()
    }
  }

  /** One whose line broke, or that hangs, is let go: the next use begins anew. */
  const watched = async <Value>(
    server: Known,
    process: HostedProcess,
    milliseconds: number,
    work: () => Promise<Value>,
  ) => {
    try {
      return await inTime(server, process, milliseconds, work)
    } catch (thrown) {
      if (thrown instanceof CodedError && broken.has(thrown.code)) {
        note(server, thrown)
        await drop(server.id)
      }
      throw thrown
    }
  }

  const using = async <Value>(server: Known, work: (connection: Connection) => Promise<Value>): Promise<Value> => {
    const connection = connections.get(server.id) ?? connect(server)
    connection.cancelIdle()
    connection.busy += 1
    try {
      await connection.ready
      return await work(connection)
    } finally {
      connection.busy -= 1
      if (connection.busy === 0 && !connection.process.hasExited()) {
        connection.cancelIdle = clock.after(idleAfter, () => void drop(server.id))
      }
    }
  }

  const drop = async (serverId: string) => {
    const connection = connections.get(serverId)
    connections.delete(serverId)
    connection?.cancelIdle()
    await connection?.process.kill()
  }

  return {
    tools: (server) =>
      using(server, async ({ process, caller }) => {
        const order = { milliseconds: connectPatience }
        return (await watched(server, process, connectPatience, () => caller.call('tools', order))).tools
      }),
    call: (server, tool, input) =>
      using(server, async ({ process, caller }) => {
        const order = { tool, input, milliseconds: callPatience }
        const answer = await watched(server, process, callPatience, () => caller.call('call', order))
        failures.delete(server.id)
        return answer
      }),
    async drop(serverId) {
      failures.delete(serverId)
      await drop(serverId)
    },
    async close() {
      await Promise.all([...connections.keys()].map(drop))
    },
  }
}

const broken: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['server.unreachable', 'server.timedOut'])

/** Servers are known to their owner by the name they gave. */
function named(thrown: unknown, name: string): unknown {
  if (!(thrown instanceof CodedError)) return thrown
  return new CodedError(thrown.code, { ...thrown.params, name }, thrown.detail)
}

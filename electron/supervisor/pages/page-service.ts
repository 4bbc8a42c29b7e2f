import { CodedError, toAppError } from '../../../shared/contract/errors.ts'
import type { Agent } from '../../../shared/model/agent.ts'
import type { AgentId, RunId } from '../../../shared/model/brand.ts'
import { isWebAddress } from '../../../shared/rules/web-address.ts'
import { letOutReportSchema, type PageProxy, type RunnerOrder, type UpstreamProxy } from '../../runner/protocol.ts'
import type { Publish } from '../../ipc/publish.ts'
import type { NetworkEdge } from '../network/network-edge.ts'
import { basicAuthorization, proxyOf } from '../network/proxy-of.ts'
import type { ProcessHost } from '../processes/process-host.ts'
import type { PageWindows, ShownPage } from './page-windows.ts'

type Way = { viaProxy: boolean; upstream: UpstreamProxy | null }

export type PageService = {
  /** How requests to an address leave this computer. */
  wayTo(address: string): Promise<Way>
  /** Shows a page for a run, in its turn. Throws CodedError `page.notShown`, `page.signingIn`, `web.*`. */
  render(page: {
    runId: RunId
    agentId: AgentId
    address: string
    proxy: PageProxy
    signedIn: boolean
  }): Promise<ShownPage>
  /** The process that asked for pages, and let their windows out, is gone: they are closed. */
  leave(runId: RunId): void
  /** Opens a window in which the owner signs in to a site for that agent alone. Throws `agent.missing`, `web.addressInvalid`. */
  signIn(agentId: AgentId, address: string): Promise<void>
  signOut(agentId: AgentId): Promise<void>
}

/** So many pages are shown at once; each may take hundreds of megabytes. */
const mostAtOnce = 2

/** Pages of the web that must be shown to be read, and the visits of agents that sites know them by. */
export function createPageService(dependencies: {
  windows: PageWindows
  agent: (agentId: AgentId) => Agent | null
  processes: ProcessHost
  /** The system's proxy for an address, as Chromium says it: `DIRECT` or a list. */
  resolveProxy: (address: string) => Promise<string>
  loginAt: NetworkEdge['loginAt']
  publish: Publish
}): PageService {
  const { windows, agent, processes, resolveProxy, loginAt, publish } = dependencies
  const ofRuns = new Map<RunId, Set<AbortController>>()
  const signingIn = new Map<AgentId, AbortController>()
  /** Who waits for a turn; two at once, and never two windows of one visitor, since they share a way out. */
  const waiting: { visitor: AgentId | null; begin: () => void }[] = []
  const shown: (AgentId | null)[] = []

  const turn = (visitor: AgentId | null, signal: AbortSignal): Promise<() => void> =>
    new Promise((resolve, reject) => {
      const entry = {
        visitor,
        begin() {
          shown.push(visitor)
          resolve(() => {
            shown.splice(shown.indexOf(visitor), 1)
            next()
          })
        },
      }
      signal.addEventListener('abort', () => {
        const at = waiting.indexOf(entry)
        if (at >= 0) waiting.splice(at, 1)
        reject(gone)
      })
      waiting.push(entry)
      next()
    })
  const next = () => {
    while (shown.length < mostAtOnce) {
      const at = waiting.findIndex(({ visitor }) => visitor === null || !shown.includes(visitor))
      const [entry] = at < 0 ? [] : waiting.splice(at, 1)
      if (entry === undefined) return
      entry.begin()
    }
  }

  const wayTo = async (address: string): Promise<Way> => {
    const { isDirect, place } = proxyOf(await resolveProxy(address).catch(() => 'DIRECT'))
    const login = place === null ? null : loginAt(place)
    if (place === null || login === null) return { viaProxy: !isDirect, upstream: place }
    return { viaProxy: true, upstream: { ...place, authorization: basicAuthorization(login) } }
  }

  return {
    wayTo,
    async render({ runId, agentId, address, proxy, signedIn }) {
      if (signedIn && signingIn.has(agentId)) throw new CodedError('page.signingIn')
      const stop = new AbortController()
      const stops = ofRuns.get(runId) ?? new Set()
      ofRuns.set(runId, stops.add(stop))
      try {
        const visitor = signedIn ? agentId : null
        const done = await turn(visitor, stop.signal)
        try {
          return await windows.render({ address, proxy, visitor }, stop.signal)
        } finally {
          done()
        }
      } finally {
        stops.delete(stop)
        if (stops.size === 0) ofRuns.delete(runId)
      }
    },
    leave(runId) {
      for (const stop of ofRuns.get(runId) ?? []) stop.abort(gone)
    },
    async signIn(agentId, address) {
      if (!isWebAddress(address)) throw new CodedError('web.addressInvalid')
      const name = agent(agentId)?.name
      if (name === undefined) throw new CodedError('agent.missing', {}, agentId)
      if (signingIn.has(agentId) || shown.includes(agentId)) throw new CodedError('page.signingIn')
      const stop = new AbortController()
      signingIn.set(agentId, stop)
      const wayOut = await openWayOut({ address, upstream: (await wayTo(address)).upstream }, processes).catch(
        (thrown: unknown) => {
          signingIn.delete(agentId)
          throw thrown
        },
      )
      void wayOut.gone.then(() => stop.abort(gone))
      // The owner takes as long as it takes: the command is answered once the window is open.
      void windows
        .signIn({ address, proxy: wayOut.proxy, visitor: agentId, agentName: name }, stop.signal)
        .catch((thrown: unknown) => {
          if (thrown !== gone) publish({ type: 'notice', error: toAppError(thrown) })
        })
        .finally(() => {
          signingIn.delete(agentId)
          void wayOut.end()
        })
    },
    async signOut(agentId) {
      signingIn.get(agentId)?.abort(gone)
      await windows.forget(agentId)
    },
  }
}

const gone = new CodedError('run.ended', {}, 'the process that let the window out is gone')

/** A process of its own lets the window out: what main shows never decides what may be asked for. */
async function openWayOut(
  order: Extract<RunnerOrder, { type: 'letOut' }>['order'],
  processes: ProcessHost,
): Promise<{ proxy: PageProxy; gone: Promise<unknown>; end: () => Promise<void> }> {
  const process = processes.start('runner')
  const proxy = await new Promise<PageProxy>((resolve, reject) => {
    const stopListening = process.port.onMessage((message) => {
      const report = letOutReportSchema.safeParse(message)
      if (!report.success) return
      stopListening()
      if (report.data.type === 'lettingOut') resolve(report.data.proxy)
      else reject(new CodedError(report.data.error.code, report.data.error.params, report.data.error.detail))
    })
    void process.exited.then((code) => reject(new CodedError('page.notShown', {}, `the way out ended with ${code}`)))
    const start: RunnerOrder = { type: 'letOut', order }
    process.port.postMessage(start)
  }).catch(async (thrown: unknown) => {
    await process.kill()
    throw thrown
  })
  return { proxy, gone: process.exited, end: () => process.kill() }
}

import type { WebWays } from '../../electron/runner/tools/web/fetch-guarded.ts'
import type { Services } from '../../electron/ipc/handlers/services.ts'
import type { NetworkEdge } from '../../electron/supervisor/network/network-edge.ts'
import type { PageService } from '../../electron/supervisor/pages/page-service.ts'

const offline = () => Promise.reject(new Error('this test asks nothing of the web'))

/** For tests that ask nothing of the web: whatever is asked fails. */
export const noWays: WebWays = { lookUp: offline, direct: offline, viaProxy: offline }

export const noPages: PageService = {
  wayTo: async () => ({ viaProxy: false, upstream: null }),
  render: offline,
  leave: () => undefined,
  signIn: offline,
  signOut: async () => undefined,
}

export const noNetwork: NetworkEdge = { use: async () => undefined, loginAt: () => null }

const noUpdate = {
  stage: 'noFeed',
  version: null,
  comesBack: false,
  lookedAt: null,
  error: null,
  backedOut: null,
} as const

/** Services of the way out, for tests of the page's commands. */
export const unconnected = {
  network: { save: async () => undefined, try: async () => [] },
  updates: { state: () => noUpdate, look: async () => noUpdate, install: offline },
} satisfies Pick<Services, 'network' | 'updates'>

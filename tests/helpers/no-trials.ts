import type { Services } from '../../electron/ipc/handlers/services.ts'

const refuse = () => Promise.reject(new Error('there is no model here, and no run'))
const nothing = async () => undefined

/** What needs a model or a runner of its own, where a test has neither. */
export const noTrials: Pick<Services, 'runOn' | 'drafting' | 'comparisons' | 'trials'> = {
  runOn: { files: refuse, clipboard: refuse, onKeys: () => undefined },
  drafting: { say: refuse, stop: () => undefined },
  comparisons: { start: nothing, stop: nothing },
  trials: { start: nothing, stop: nothing },
}

/** What tells the owner, where a test tells nobody. */
export const noAlerts: Pick<Services, 'alerts' | 'digest'> = {
  alerts: { newest: () => [], see: () => undefined },
  digest: { read: refuse },
}

/** What the world asks, where no test asks. */
export const noWorld: Services['world'] = {
  read: refuse,
  fetch: refuse,
  stop: () => undefined,
  readFile: refuse,
}

/** How the app is, where no test asks. */
export const noHealth: Services['health'] = {
  read: refuse,
  save: async () => null,
  note: () => undefined,
}

/** What takes all data along, where a test leaves it. */
export const noExporting: Services['exporting'] = {
  save: async () => null,
  stop: () => undefined,
  show: () => undefined,
  close: async () => undefined,
}

export const noMoving: Services['moving'] = {
  backUp: async () => null,
  plan: async () => undefined,
  planned: () => ({ newest: null, error: null }),
  seal: async () => undefined,
  choose: async () => null,
  restore: refuse,
  deleteAll: () => undefined,
}

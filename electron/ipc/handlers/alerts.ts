import type { Handlers } from '../router.ts'
import type { Services } from './services.ts'

export function alertHandlers({
  alerts,
  digest,
}: Services): Pick<Handlers, 'alerts.list' | 'alerts.see' | 'digest.read'> {
  return {
    'alerts.list': () => ({ alerts: alerts.newest() }),
    'digest.read': async ({ day }) => ({ digest: await digest.read(day) }),
    'alerts.see': ({ id }) => {
      alerts.see(id)
      return {}
    },
  }
}

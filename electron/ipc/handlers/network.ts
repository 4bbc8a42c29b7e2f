import type { Handlers } from '../router.ts'
import type { Services } from './services.ts'

export function networkHandlers({ network }: Services): Pick<Handlers, 'network.save' | 'network.try'> {
  return {
    'network.save': async (draft) => {
      await network.save(draft)
      return {}
    },
    'network.try': async () => ({ findings: await network.try() }),
  }
}

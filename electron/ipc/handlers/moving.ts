import type { Handlers } from '../router.ts'
import type { Services } from './services.ts'

type MovingCommand = 'moving.backUp' | 'moving.plan' | 'moving.choose' | 'moving.restore' | 'moving.deleteAll'

export function movingHandlers({ moving }: Services): Pick<Handlers, MovingCommand> {
  return {
    'moving.backUp': async (order) => ({ saved: await moving.backUp(order) }),
    'moving.plan': async ({ every }) => {
      await moving.plan(every)
      return {}
    },
    'moving.choose': async () => ({ backup: await moving.choose() }),
    'moving.restore': ({ passphrase }) => moving.restore(passphrase),
    'moving.deleteAll': () => {
      moving.deleteAll()
      return {}
    },
  }
}

import type { Handlers } from '../router.ts'
import type { Services } from './services.ts'

type MovingCommand =
  | 'moving.backUp'
  | 'moving.export'
  | 'moving.stopExport'
  | 'moving.showExport'
  | 'moving.plan'
  | 'moving.planned'
  | 'moving.seal'
  | 'moving.choose'
  | 'moving.restore'
  | 'moving.deleteAll'

export function movingHandlers({ moving, exporting }: Services): Pick<Handlers, MovingCommand> {
  return {
    'moving.backUp': async (order) => ({ saved: await moving.backUp(order) }),
    'moving.export': async () => ({ saved: await exporting.save() }),
    'moving.stopExport': () => {
      exporting.stop()
      return {}
    },
    'moving.showExport': () => {
      exporting.show()
      return {}
    },
    'moving.plan': async ({ every }) => {
      await moving.plan(every)
      return {}
    },
    'moving.planned': () => moving.planned(),
    'moving.seal': async (order) => {
      await moving.seal(order)
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

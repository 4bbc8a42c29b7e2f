import type { Handlers } from '../router.ts'
import type { Services } from './services.ts'

type UpdateCommand = 'updates.state' | 'updates.look' | 'updates.install'

export function updateHandlers({ updates }: Services): Pick<Handlers, UpdateCommand> {
  return {
    'updates.state': () => updates.state(),
    'updates.look': ({ anyway }) => updates.look(anyway === true),
    'updates.install': async () => {
      await updates.install()
      return {}
    },
  }
}

import type { Handlers } from '../router.ts'
import type { Services } from './services.ts'

export function worldHandlers({
  world,
  desktop,
}: Services): Pick<Handlers, 'world.read' | 'world.fetch' | 'world.stop' | 'world.readFile'> {
  return {
    'world.read': async () => ({ usage: await world.read() }),
    'world.fetch': async () => ({ usage: await world.fetch() }),
    'world.stop': async () => {
      world.stop()
      return {}
    },
    'world.readFile': async () => {
      const path = await desktop.pickDocument({ kinds: ['csv', 'json'], startAt: null })
      return { usage: path === null ? null : await world.readFile(path) }
    },
  }
}

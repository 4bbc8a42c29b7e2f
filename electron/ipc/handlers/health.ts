import type { Handlers } from '../router.ts'
import type { Services } from './services.ts'

export function healthHandlers({ health }: Services): Pick<Handlers, 'health.read' | 'health.save'> {
  return {
    'health.read': () => health.read(),
    'health.save': async ({ text }) => ({ path: await health.save(text) }),
  }
}

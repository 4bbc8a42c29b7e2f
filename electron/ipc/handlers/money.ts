import type { Handlers } from '../router.ts'
import type { Services } from './services.ts'

export function moneyHandlers({ money }: Services): Pick<Handlers, 'money.read' | 'money.print'> {
  return {
    'money.read': async ({ view }) => ({ report: await money.read(view) }),
    'money.print': async ({ view }) => ({ path: await money.print(view) }),
  }
}

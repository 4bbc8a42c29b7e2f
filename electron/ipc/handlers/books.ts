import type { Handlers } from '../router.ts'
import type { Services } from './services.ts'

export function booksHandlers({ repairs }: Services): Pick<Handlers, 'repairs.putAway'> {
  return {
    'repairs.putAway': ({ repairId }) => {
      repairs.putAway(repairId)
      return {}
    },
  }
}

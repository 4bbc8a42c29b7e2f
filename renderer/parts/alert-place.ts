import type { AlertAbout } from '../../shared/model/alert.ts'
import type { Place } from '../store/place.ts'

/** Where one sees what an alert is about; null where that is Today. */
export function alertPlace(about: AlertAbout): Place | null {
  switch (about.kind) {
    case 'approval':
    case 'told':
    case 'unusualSpend':
      return { name: 'run', runId: about.runId }
    case 'standing':
      return { name: 'agent', agentId: about.agentId }
    case 'budget':
      return about.agentId === null ? { name: 'money' } : { name: 'agent', agentId: about.agentId }
    case 'digest':
      return { name: 'week', from: about.from }
    case 'networkDrive':
    case 'backup':
      return { name: 'settings' }
    case 'nothingRan':
      return null
  }
}

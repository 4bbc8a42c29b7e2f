import { changeSettings } from '../../supervisor/settings/change-settings.ts'
import type { Handlers } from '../router.ts'
import type { Services } from './services.ts'

export function settingsHandlers(services: Services): Pick<Handlers, 'settings.save'> {
  return { 'settings.save': (changes) => changeSettings(services, changes) }
}

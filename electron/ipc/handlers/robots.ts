import { createTranslator } from '../../../shared/i18n/translate.ts'
import type { Handlers } from '../router.ts'
import type { Services } from './services.ts'

type RobotCommand = 'robots.save' | 'robots.remove' | 'robots.test'

export function robotHandlers({ robots, settings }: Services): Pick<Handlers, RobotCommand> {
  return {
    'robots.save': async (draft) => ({ robot: await robots.save(draft) }),
    'robots.remove': ({ robotId }) => {
      robots.remove(robotId)
      return {}
    },
    'robots.test': (draft) => robots.test(draft, createTranslator(settings.language()).t('robots.testMessage')),
  }
}

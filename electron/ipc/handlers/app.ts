import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { CodedError } from '../../../shared/contract/errors.ts'
import { changeSettings } from '../../supervisor/settings/change-settings.ts'
import type { Handlers } from '../router.ts'
import type { Services } from './services.ts'

type AppCommand =
  | 'app.snapshot'
  | 'app.pauseAll'
  | 'app.stopAll'
  | 'app.recover'
  | 'app.quit'
  | 'keyring.unlock'
  | 'window.control'
  | 'links.open'
  | 'app.openLicences'

export function appHandlers(services: Services): Pick<Handlers, AppCommand> {
  const { publisher, desktop, power, keyring } = services
  return {
    'app.snapshot': () => publisher.snapshot(),
    'app.pauseAll': async ({ paused, until }) => {
      await changeSettings(services, { paused, pausedUntil: until ?? null })
      return {}
    },
    'app.stopAll': async () => ({ stopped: await power.stopAll() }),
    'app.recover': async () => {
      await services.recover()
      return {}
    },
    'keyring.unlock': async () => ({ keyring: await keyring.unlock() }),
    'app.quit': ({ confirmed }) => {
      desktop.quit(confirmed)
      return {}
    },
    'window.control': ({ action }) => {
      desktop.control(action)
      return {}
    },
    'app.openLicences': async () => {
      await desktop.openPath(chromiumLicences())
      return {}
    },
    'links.open': async ({ url }) => {
      await desktop.openExternal(safeLink(url))
      return {}
    },
  }
}

/** Beside the program; inside an app of macOS among its resources. Throws CodedError `file.missing`. */
function chromiumLicences(): string {
  const beside = dirname(process.execPath)
  const places = [beside, join(beside, '..', 'Resources')].map((folder) => join(folder, 'LICENSES.chromium.html'))
  const found = places.find((place) => existsSync(place))
  if (found === undefined) throw new CodedError('file.missing', { file: 'LICENSES.chromium.html' })
  return found
}

/** Only https, and no name or password in it that would make one address look like another. */
function safeLink(text: string): string {
  const url = URL.parse(text)
  if (url?.protocol !== 'https:' || url.username !== '' || url.password !== '') {
    throw new CodedError('request.invalid', {}, 'only https addresses are opened')
  }
  return url.href
}

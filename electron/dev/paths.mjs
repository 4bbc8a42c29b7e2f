import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of this clone. */
export const repository = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

export const isRoot = process.getuid?.() === 0

/** A program of an installed package, run with Node itself so that it works where `.bin` links do not. */
export const packageProgram = (path) => join(repository, 'node_modules', path)

/**
 * Where downloads and staged copies live, outside the clone. As root it is a place every user can read, since the
 * app is then run as an ordinary user.
 */
export function cacheFolder(environment = process.env) {
  if (process.platform === 'linux' && isRoot) return '/var/cache/kaihe-companion'
  if (environment.XDG_CACHE_HOME) return join(environment.XDG_CACHE_HOME, 'kaihe-companion')
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'kaihe-companion')
  if (process.platform === 'win32') {
    return join(environment.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local'), 'kaihe-companion', 'Cache')
  }
  return join(homedir(), '.cache', 'kaihe-companion')
}

import { statSync } from 'node:fs'
import { join } from 'node:path'
import { asUser } from './ordinary-user.mjs'
import { capture, SetupError } from './run.mjs'

const setUserIdBit = 0o4000

/**
 * Makes sure Chromium's sandbox can work for the user: the kernel lets ordinary users make namespaces, or Electron's
 * own sandbox helper was set up by the administrator. Where neither holds the person is told how; it is never
 * switched off.
 */
export async function checkSandbox(user, runtime) {
  if (process.platform !== 'linux') return
  const probe = ['unshare', '--user', '--map-root-user', '--pid', '--net', '--fork', 'true']
  const [program, ...args] = asUser(user, probe)
  if ((await capture(program, args)) !== undefined) return
  const helper = join(runtime.folder, 'chrome-sandbox')
  const state = statSync(helper, { throwIfNoEntry: false })
  if (state?.uid === 0 && (state.mode & setUserIdBit) !== 0) return
  throw new SetupError(
    'This system does not let ordinary users make namespaces, which the sandbox that keeps web pages apart needs. ' +
      'Allow Electron its own sandbox helper once, then run this again:\n\n' +
      `  sudo chown root:root '${helper}' && sudo chmod 4755 '${helper}'\n\n` +
      'In a container, start it so that user namespaces are allowed (for Docker: --security-opt seccomp=unconfined).',
  )
}

import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { asHelper } from './ordinary-user.mjs'
import { hasProgram } from './run.mjs'

/**
 * A message bus for the app where the session has none, so that tray, notifications and secret storage have something
 * to talk to.
 * @returns {Promise<{ variables: Record<string, string>, stop: () => void }>}
 */
export async function startSessionBus(user, environment) {
  if (process.platform !== 'linux' || hasBus(environment) || !hasProgram('dbus-daemon')) {
    return { variables: {}, stop: () => {} }
  }
  const [program, ...args] = asHelper(user, [
    'dbus-daemon',
    '--session',
    '--nofork',
    '--nopidfile',
    '--print-address=3',
  ])
  const daemon = spawn(program, args, { env: environment, stdio: ['ignore', 'ignore', 'ignore', 'pipe'] })
  const address = await firstLine(daemon)
  return {
    variables: address ? { DBUS_SESSION_BUS_ADDRESS: address } : {},
    stop: () => daemon.kill(),
  }
}

/**
 * The first line a helper writes to its fourth channel, or undefined if it ended without one. The channel stays open:
 * closing it would end a helper that is still writing.
 */
export function firstLine(helper) {
  return new Promise((resolve) => {
    let text = ''
    helper.on('error', () => resolve(undefined))
    helper.on('exit', () => resolve(undefined))
    helper.stdio[3].setEncoding('utf8').on('data', (part) => {
      text += part
      if (text.includes('\n')) resolve(text.split('\n')[0])
    })
  })
}

function hasBus(environment) {
  if (environment.DBUS_SESSION_BUS_ADDRESS) return true
  return environment.XDG_RUNTIME_DIR !== undefined && existsSync(join(environment.XDG_RUNTIME_DIR, 'bus'))
}

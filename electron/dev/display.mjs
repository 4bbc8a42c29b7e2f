import { spawn } from 'node:child_process'
import { chownSync, chmodSync, copyFileSync, existsSync, statSync } from 'node:fs'
import { connect } from 'node:net'
import { homedir } from 'node:os'
import { isAbsolute, join } from 'node:path'
import { asHelper, userEnvironment } from './ordinary-user.mjs'
import { SetupError } from './run.mjs'
import { firstLine } from './session-bus.mjs'

const answerWithin = 1_000

/**
 * Where windows can be shown: the variables the app needs for it, or why there is none.
 * @returns {Promise<{ variables: Record<string, string> } | { absent: string }>}
 */
export async function findDisplay(user, environment = process.env) {
  if (process.platform !== 'linux') return { variables: {} }
  const wayland = waylandSocket(user, environment)
  if (wayland) return { variables: { WAYLAND_DISPLAY: wayland, ...x11Variables(user, environment) } }
  if (!environment.DISPLAY) return { absent: 'There is no display here' }
  if (await answers(environment.DISPLAY)) return { variables: x11Variables(user, environment) }
  return { absent: `Nothing answers at the display ${environment.DISPLAY}` }
}

/** Starts a display of our own that no network can reach, on the first free number. */
export async function startVirtualDisplay(user) {
  const command = ['Xvfb', '-displayfd', '3', '-nolisten', 'tcp', '-screen', '0', '1600x1000x24']
  const [program, ...args] = asHelper(user, command)
  const server = spawn(program, args, { env: userEnvironment(user), stdio: ['ignore', 'ignore', 'ignore', 'pipe'] })
  const number = await firstLine(server)
  if (!number) throw new SetupError('The virtual display (Xvfb) did not start.')
  return { variables: { DISPLAY: `:${number}` }, stop: () => server.kill() }
}

/** A Wayland socket belongs to the person logged in; nobody else can open it. */
function waylandSocket(user, environment) {
  const name = environment.WAYLAND_DISPLAY
  if (!name) return undefined
  const path = isAbsolute(name) ? name : join(environment.XDG_RUNTIME_DIR ?? '/run/user', name)
  const owner = statSync(path, { throwIfNoEntry: false })?.uid
  return owner === (user?.uid ?? process.getuid?.()) ? path : undefined
}

function x11Variables(user, environment) {
  if (!environment.DISPLAY) return {}
  const cookies = environment.XAUTHORITY ?? join(homedir(), '.Xauthority')
  if (!existsSync(cookies)) return { DISPLAY: environment.DISPLAY }
  return { DISPLAY: environment.DISPLAY, XAUTHORITY: user ? handOver(cookies, user) : cookies }
}

/** Only its owner may read a file of display cookies, so the user gets one of their own. */
function handOver(cookies, user) {
  if (statSync(cookies).uid === user.uid) return cookies
  const own = join(user.home, '.kaihe-companion-xauthority')
  copyFileSync(cookies, own)
  chmodSync(own, 0o600)
  chownSync(own, user.uid, user.gid)
  return own
}

/** `:1` and `unix:1` are sockets of this machine, `host:1` is a port of another (`ssh -X` uses one of localhost). */
function answers(display) {
  const [, host, number] = /^(.*):(\d+)(?:\.\d+)?$/.exec(display) ?? []
  if (number === undefined) return Promise.resolve(false)
  const local = host === '' || host === 'unix'
  const address = local ? { path: `/tmp/.X11-unix/X${number}` } : { host, port: 6000 + Number(number) }
  return new Promise((resolve) => {
    const socket = connect({ ...address, timeout: answerWithin })
    const end = (answer) => {
      socket.destroy()
      resolve(answer)
    }
    socket.on('connect', () => end(true))
    socket.on('error', () => end(false))
    socket.on('timeout', () => end(false))
  })
}

import { spawn } from 'node:child_process'
import { asUser, userEnvironment } from './ordinary-user.mjs'
import { startSessionBus } from './session-bus.mjs'

const signalExitCode = { SIGHUP: 129, SIGINT: 130, SIGKILL: 137, SIGSEGV: 139, SIGTERM: 143 }

/**
 * Runs a command as the given user to its end, with this terminal's input and output, and resolves to its exit code.
 * @param variables added to the environment, which by itself names no display
 */
export async function launch({ user, command, variables = {}, cwd, stdio = 'inherit' }) {
  const inherited = withoutDisplay(userEnvironment(user))
  const bus = await startSessionBus(user, inherited)
  try {
    return await runToEnd(asUser(user, command), { cwd, stdio, env: { ...inherited, ...bus.variables, ...variables } })
  } finally {
    bus.stop()
  }
}

/** Runs a script under the Electron runtime as Node: the version, SQLite and zone data that ship. */
export function launchNode({ runtime, script, args = [], variables = {}, ...rest }) {
  const command = [runtime.executable, script, ...args]
  return launch({ ...rest, command, variables: { ...variables, ELECTRON_RUN_AS_NODE: '1' } })
}

/** Starts a command, passes signals on to it and resolves to its exit code when it has ended. */
export function runToEnd([program, ...args], options) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, options)
    const forward = (signal) => child.kill(signal)
    // A terminal sends Ctrl+C to the child as well; here it only has to leave us alive until the child has ended.
    const wait = (signal) => process.stdin.isTTY || forward(signal)
    const handlers = { SIGINT: wait, SIGTERM: forward, SIGHUP: forward }
    for (const [signal, handler] of Object.entries(handlers)) process.on(signal, handler)
    child.on('error', reject)
    child.on('close', (code, signal) => {
      for (const [name, handler] of Object.entries(handlers)) process.off(name, handler)
      resolve(code ?? signalExitCode[signal] ?? 1)
    })
  })
}

function withoutDisplay(environment) {
  const named = new Set(['DISPLAY', 'WAYLAND_DISPLAY', 'XAUTHORITY'])
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !named.has(name)))
}

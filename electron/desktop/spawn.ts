import { join } from 'node:path'
import { utilityProcess } from 'electron'
import type { ChildProcessLike, Spawn } from '../supervisor/processes/process-host.ts'

/** What a child may know of our environment: enough to find its libraries, home and proxy, no secrets. */
const passedOn = [
  'PATH',
  'HOME',
  'USERPROFILE',
  'SystemRoot',
  'TEMP',
  'TMP',
  'TMPDIR',
  'LANG',
  'LC_ALL',
  'TZ',
  // Where the office keeps the certificates it vouches for.
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
  'XDG_RUNTIME_DIR',
  'DISPLAY',
  'WAYLAND_DISPLAY',
  'XAUTHORITY',
  'DBUS_SESSION_BUS_ADDRESS',
]

/** Starts the gateway or a runner as a utility process of Electron. */
export function createSpawn(programFolder: string): Spawn {
  return (program) => {
    const child = utilityProcess.fork(join(programFolder, `${program}.js`), [], {
      serviceName: `kaihe-${program}`,
      env: scrubbedEnvironment(),
      stdio: 'inherit',
      // A proxy that asks who is there is answered by main, so that its password stays there.
      respondToAuthRequestsFromMainProcess: true,
    })
    const process_: ChildProcessLike = {
      get pid() {
        return child.pid
      },
      port: {
        postMessage: (message) => child.postMessage(message),
        onMessage(listener) {
          child.on('message', listener)
          return () => child.removeListener('message', listener)
        },
      },
      onExit: (listener) => void child.once('exit', listener),
      kill: (signal) => {
        if (child.pid === undefined) child.kill()
        else process.kill(child.pid, signal)
      },
    }
    return process_
  }
}

function scrubbedEnvironment(): Record<string, string> {
  const kept: Record<string, string> = {}
  for (const name of passedOn) {
    const value = process.env[name]
    if (value !== undefined) kept[name] = value
  }
  return kept
}

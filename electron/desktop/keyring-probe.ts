import { execFile } from 'node:child_process'

/** How the Linux key store stands; null where that cannot be asked. */
export type ProbedKeyring = 'open' | 'locked' | 'absent' | null

const patience = 3_000
const service = 'org.freedesktop.secrets'

/**
 * Asks the secret service, over the session's message bus, whether its usual collection is locked. Unlike Chromium, which
 * opens a dialog and remembers a refusal until the app ends, this only looks:
 * https://specifications.freedesktop.org/secret-service-spec
 */
export function probeKeyring(): Promise<ProbedKeyring> {
  const question = [
    '--session',
    '--print-reply=literal',
    `--dest=${service}`,
    '/org/freedesktop/secrets/aliases/default',
    'org.freedesktop.DBus.Properties.Get',
    'string:org.freedesktop.Secret.Collection',
    'string:Locked',
  ]
  return new Promise((resolve) => {
    execFile('dbus-send', question, { timeout: patience, env: busEnvironment() }, (error, answer, complaint) => {
      resolve(readAnswer(error === null ? 'answered' : String(error.code ?? ''), answer, complaint))
    })
  })
}

/** What `dbus-send` said, or how it failed. */
export function readAnswer(outcome: string, answer: string, complaint: string): ProbedKeyring {
  if (/boolean true/.test(answer)) return 'locked'
  if (/boolean false/.test(answer)) return 'open'
  if (outcome === 'ENOENT') return null
  if (/ServiceUnknown|NameHasNoOwner|NoReply|Spawn\./.test(complaint)) return 'absent'
  // A service without a usual collection makes one when it is first asked to keep something.
  if (/UnknownObject|UnknownMethod|NoSuchObject|does not exist|No such/i.test(complaint)) return 'open'
  return null
}

function busEnvironment(): Record<string, string> {
  const kept = ['PATH', 'HOME', 'DBUS_SESSION_BUS_ADDRESS', 'XDG_RUNTIME_DIR', 'DISPLAY']
  return Object.fromEntries(
    kept.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
  )
}

import { chownSync, existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { isRoot } from './paths.mjs'
import { capture, run, SetupError } from './run.mjs'

const fixedName = 'kaihe'
const belongsToRoot = /^(XDG_(.+_HOME|RUNTIME_DIR|SESSION_ID)|SUDO_.+|DBUS_SESSION_BUS_ADDRESS)$/

/**
 * Who the app runs as. Chromium's sandbox refuses to work for root, so root hands over to an ordinary user: the one
 * who called sudo, else one fixed user made for this.
 * @returns {Promise<{ name: string, uid: number, gid: number, home: string } | undefined>} undefined: as we are
 */
export async function chooseUser(progress) {
  if (process.platform !== 'linux' || !isRoot) return undefined
  const caller = process.env.SUDO_USER
  const user = (caller && caller !== 'root' && (await lookUp(caller))) || (await lookUp(fixedName)) || (await create())
  progress.say(`You are root, and the sandbox works for ordinary users only: running as the user "${user.name}".`)
  return user
}

/** The command that runs another one as this user. It replaces itself, so signals reach the program directly. */
export function asUser(user, command) {
  if (!user) return command
  return ['setpriv', `--reuid=${user.uid}`, `--regid=${user.gid}`, '--init-groups', '--', ...command]
}

/**
 * The same for a helper that must not outlive this script, however this script ends (Linux only). The wish is made as
 * that user, since changing the user would cancel it.
 */
export const asHelper = (user, command) => asUser(user, ['setpriv', '--pdeathsig=TERM', '--', ...command])

/** The environment of that user: root's own folders, message bus and npm settings are left behind. */
export function userEnvironment(user, environment = process.env) {
  const kept = Object.entries(environment).filter(([name]) => !name.startsWith('npm_'))
  const result = Object.fromEntries(kept)
  delete result.ELECTRON_RUN_AS_NODE
  if (!user) return result
  for (const name of Object.keys(result)) if (belongsToRoot.test(name)) delete result[name]
  return {
    ...result,
    HOME: user.home,
    USER: user.name,
    LOGNAME: user.name,
    XDG_RUNTIME_DIR: runtimeFolder(user),
  }
}

async function lookUp(name) {
  const line = await capture('getent', ['passwd', name])
  if (!line) return undefined
  const [, , uid, gid, , home] = line.split(':')
  return { name, uid: Number(uid), gid: Number(gid), home }
}

async function create() {
  const result = await run('useradd', ['--create-home', '--user-group', '--shell', '/usr/sbin/nologin', fixedName])
  const user = await lookUp(fixedName)
  if (result.code === 0 && user) return user
  throw new SetupError(
    `An ordinary user "${fixedName}" could not be made (${result.lines.at(-1)}). ` +
      'Start the same command as an ordinary user instead of root.',
  )
}

/** The folder the system made when this user logged in, else one like it. */
function runtimeFolder(user) {
  const usual = join('/run', 'user', String(user.uid))
  if (existsSync(usual)) return usual
  const path = join('/run', `kaihe-companion-${user.uid}`)
  mkdirSync(path, { recursive: true, mode: 0o700 })
  chownSync(path, user.uid, user.gid)
  return path
}

import { isRoot } from './paths.mjs'
import { capture, hasProgram, run, SetupError } from './run.mjs'

/** Debian packages. What Electron links to is installed as a whole as soon as one library of it is missing. */
const windowPackages = ['libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1', 'libxss1', 'libxtst6']
const fontPackages = ['fonts-noto-cjk', 'fontconfig']
const installOptions = ['--yes', '--no-install-recommends']

/**
 * Makes sure the system libraries Electron needs are there. What is missing is installed where that is allowed,
 * otherwise the person gets the one command to run; without fonts or a message bus the app still starts.
 * @param needs 'app' for running the app, 'tests' for running it on a display of its own, 'node' for the plain runtime
 */
export async function provideSystemLibraries(progress, executable, needs) {
  if (process.platform !== 'linux') return
  const required = await missingPackages(executable, needs)
  const wished = needs === 'node' ? [] : await wishedPackages()
  const missing = [...new Set([...required, ...wished])]
  if (missing.length === 0) return
  if (!hasProgram('apt-get')) return ask(progress, required, wished, (names) => `packages like ${names.join(', ')}`)
  const prefix = isRoot ? [] : await passwordlessSudo()
  if (prefix) return installPackages(progress, prefix, missing, executable)
  const command = (names) =>
    `sudo sh -c 'apt-get update && apt-get install ${installOptions.join(' ')} ${names.join(' ')}'`
  ask(progress, await currentNames(required), await currentNames(wished), command)
}

async function missingPackages(executable, needs) {
  const required = (await missingLibraries(executable)).length > 0 ? [...windowPackages] : []
  if (needs === 'tests' && !hasProgram('Xvfb')) required.push('xvfb')
  if (needs === 'tests' && !hasProgram('dbus-run-session')) required.push('dbus')
  return required
}

async function wishedPackages() {
  const wished = (await capture('fc-list', [':lang=zh', 'family'])) ? [] : [...fontPackages]
  if (!hasProgram('dbus-run-session')) wished.push('dbus')
  return wished
}

async function missingLibraries(executable) {
  const { lines } = await run('ldd', [executable])
  return lines.filter((line) => line.includes('not found')).map((line) => line.trim().split(' ')[0])
}

async function passwordlessSudo() {
  return (await capture('sudo', ['-n', 'true'])) === undefined ? undefined : ['sudo', '-n']
}

async function installPackages(progress, prefix, missing, executable) {
  progress.say(`System libraries are missing: ${missing.join(' ')}`)
  const step = progress.step('Installing them (apt-get)')
  const apt = (parts) => {
    const [program, ...rest] = [...prefix, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', ...parts]
    return run(program, rest, { onLine: (line) => step.update(line.slice(0, 60)) })
  }
  await apt(['update'])
  const result = await apt(['install', ...installOptions, ...(await currentNames(missing))])
  const stillMissing = await missingLibraries(executable)
  if (result.code === 0 && stillMissing.length === 0) return step.done()
  step.fail()
  const reason = result.code === 0 ? `Still missing: ${stillMissing.join(', ')}` : result.lines.slice(-8).join('\n')
  throw new SetupError(`The system libraries could not be installed.\n${reason}`)
}

/** Newer Debian and Ubuntu releases renamed some packages (`libasound2` became `libasound2t64`). */
async function currentNames(packages) {
  const renamed = await capture('apt-cache', ['--names-only', 'search', '^lib.*t64$'])
  const known = new Set((renamed ?? '').split('\n').map((line) => line.split(' ')[0]))
  return packages.map((name) => (known.has(`${name}t64`) ? `${name}t64` : name))
}

function ask(progress, required, wished, command) {
  if (required.length > 0) {
    throw new SetupError(
      `Some system libraries are missing. Install them once, then run this again:\n\n  ${command([...required, ...wished])}\n`,
    )
  }
  progress.say(`The app works, but Chinese text or notifications may look better after: ${command(wished)}`)
}

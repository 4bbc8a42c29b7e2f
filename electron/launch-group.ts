import { type ChildProcess, spawn } from 'node:child_process'

/**
 * Stands before a program on systems with groups, and never reads its name or arguments. It waits until it is let go, becomes the
 * program, and leaves behind a guard that ends the whole group once the line to this process breaks, as it does when this process is
 * killed. A watch from inside this process would die with it.
 */
const gate = 'read -r go <&3 || exit 125; (read -r end <&3; kill -KILL 0) >/dev/null 2>&1 & exec "$0" "$@" 3<&-'

/** What a program may know of our environment: where programs are, and which language the owner speaks. */
const passedOn = /^(?:PATH|PATHEXT|SystemRoot|TEMP|TMP|LANG|LANGUAGE|LC_\w+|TZ)$/i

export type Launched = {
  readonly child: ChildProcess
  /** Lets the program begin: whoever ends its group when this process is gone knows of it. */
  begin(): void
}

/** Starts a program with exactly these arguments, no shell to read them, at the head of a group of its own. */
export function launchGroup(program: {
  readonly path: string
  readonly arguments: readonly string[]
  readonly folder: string
  readonly input: 'none' | 'line'
  /** Besides paths and language. */
  readonly environment?: Readonly<Record<string, string>>
}): Launched {
  const { path, folder, input, environment = {} } = program
  const common = { cwd: folder, env: { ...plainEnvironment(), ...environment }, shell: false, windowsHide: true }
  const stdin = input === 'line' ? 'pipe' : 'ignore'
  if (process.platform === 'win32') {
    const child = spawn(path, [...program.arguments], { ...common, stdio: [stdin, 'pipe', 'pipe'] })
    return { child, begin: () => undefined }
  }
  const child = spawn('/bin/sh', ['-c', gate, path, ...program.arguments], {
    ...common,
    detached: true,
    stdio: [stdin, 'pipe', 'pipe', 'pipe'],
  })
  // A line that breaks is the end of the program, which is heard all the same.
  for (const stream of child.stdio) stream?.on('error', () => undefined)
  return {
    child,
    begin() {
      const line = child.stdio[3]
      if (line !== undefined && line !== null && 'write' in line) line.write('go\n')
    },
  }
}

function plainEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) =>
      value !== undefined && passedOn.test(name) ? [[name, value]] : [],
    ),
  )
}

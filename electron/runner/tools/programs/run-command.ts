import { spawn } from 'node:child_process'
import { constants } from 'node:fs'
import { access, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { CodedError } from '../../../../shared/contract/errors.ts'
import type { Clock } from '../../../../shared/model/clock.ts'
import type { Program } from '../../../../shared/model/program.ts'
import { endGroup } from '../../../end-group.ts'
import { describe, systemCode } from '../documents/document-error.ts'
import { boundOutput } from './bounded-output.ts'

export type Command = Program & {
  /** Where it works: a real path. */
  readonly folder: string
  readonly milliseconds: number
}

export type Finished = {
  /** Null where a signal ended it. */
  readonly exitCode: number | null
  readonly output: string
  readonly wasCut: boolean
  readonly timedOut: boolean
}

export type CommandWatch = {
  readonly clock: Clock
  /** Ends the program and everything it started; its reason is thrown. */
  readonly signal: AbortSignal
  /** Main knows of the group before anything of the program runs, so that it can end it when this process is gone. */
  readonly onStarted: (pid: number) => Promise<void>
  readonly onEnded: (pid: number) => Promise<void>
}

const mostOutput = 128 * 1024
/** What a program may know of our environment: where programs are, and which language the owner speaks. */
const passedOn = /^(?:PATH|PATHEXT|SystemRoot|TEMP|TMP|LANG|LANGUAGE|LC_\w+|TZ)$/i

/**
 * Starts a program with exactly these arguments and waits for its end. No shell reads them. It runs in a group of its own, which is
 * ended whole: when it is over, at its time limit, when the run stops, and when this process dies, however it dies.
 *
 * @throws CodedError program.missing, program.notStarted; the signal's reason
 */
export async function runCommand(command: Command, watch: CommandWatch): Promise<Finished> {
  const { clock, signal } = watch
  signal.throwIfAborted()
  await mustBeProgram(command.path)
  const child = launch(command)
  const name = basename(command.path)
  const { pid } = child
  if (pid === undefined) {
    const thrown = await new Promise<Error>((resolve) => child.once('error', resolve))
    throw new CodedError('program.notStarted', { name, reason: systemCode(thrown) ?? 'unknown' }, describe(thrown))
  }
  const output = boundOutput(mostOutput)
  let timedOut = false
  let isOver = false
  const end = () => {
    if (!isOver) endGroup(pid)
  }
  const cancelLimit = clock.after(command.milliseconds, () => {
    timedOut = true
    end()
  })
  signal.addEventListener('abort', end)
  child.stdout?.on('data', (bytes: Buffer) => output.add(bytes))
  child.stderr?.on('data', (bytes: Buffer) => output.add(bytes))
  // A line that breaks is the end of the program, which is heard all the same.
  for (const stream of child.stdio) stream?.on('error', () => undefined)
  // What it left running goes with it, and whoever holds its output open.
  child.once('exit', () => {
    end()
    isOver = true
  })
  const closed = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)))
  try {
    await watch.onStarted(pid)
    if (!signal.aborted) open(child)
    const exitCode = await closed
    signal.throwIfAborted()
    return { exitCode, output: output.text(), wasCut: output.wasCut(), timedOut }
  } finally {
    end()
    cancelLimit()
    signal.removeEventListener('abort', end)
    if (!signal.aborted) await watch.onEnded(pid)
  }
}

/**
 * Stands before the program on systems with groups, and never reads its name or arguments. It waits until it is let go, becomes the
 * program, and leaves behind a guard that ends the whole group once the line to this process breaks, as it does when this process is
 * killed. A watch from inside this process would die with it.
 */
const gate = 'read -r go <&3 || exit 125; (read -r end <&3; kill -KILL 0) >/dev/null 2>&1 & exec "$0" "$@" 3<&-'

function launch({ path, arguments: list, folder }: Command) {
  const common = { cwd: folder, env: plainEnvironment(), shell: false, windowsHide: true } as const
  return process.platform === 'win32'
    ? spawn(path, list, { ...common, stdio: ['ignore', 'pipe', 'pipe'] })
    : spawn('/bin/sh', ['-c', gate, path, ...list], {
        ...common,
        detached: true,
        stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
      })
}

function open(child: ReturnType<typeof launch>): void {
  const line = child.stdio[3]
  if (line !== undefined && line !== null && 'write' in line) line.write('go\n')
}

function plainEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) =>
      value !== undefined && passedOn.test(name) ? [[name, value]] : [],
    ),
  )
}

async function mustBeProgram(path: string): Promise<void> {
  const name = basename(path)
  try {
    await access(path, constants.X_OK)
    if ((await stat(path)).isFile()) return
  } catch (thrown) {
    throw new CodedError('program.missing', { name }, describe(thrown))
  }
  throw new CodedError('program.missing', { name }, 'not a file')
}

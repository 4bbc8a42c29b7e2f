import { constants } from 'node:fs'
import { access, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { CodedError } from '../../../../shared/contract/errors.ts'
import type { Clock } from '../../../../shared/model/clock.ts'
import type { Program } from '../../../../shared/model/program.ts'
import { endGroup } from '../../../end-group.ts'
import { launchGroup } from '../../../launch-group.ts'
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
  const { child, begin } = launchGroup({ ...command, input: 'none' })
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
  // What it left running goes with it, and whoever holds its output open.
  child.once('exit', () => {
    end()
    isOver = true
  })
  const closed = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)))
  try {
    await watch.onStarted(pid)
    if (!signal.aborted) begin()
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

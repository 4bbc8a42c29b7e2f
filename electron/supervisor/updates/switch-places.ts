import { spawn } from 'node:child_process'
import { constants } from 'node:fs'
import { access } from 'node:fs/promises'
import { dirname } from 'node:path'
import { CodedError } from '../../../shared/contract/errors.ts'
import type { OwnProcess } from './installer.ts'
import { switchScript } from './switch-script.ts'

/** How long a newer version may take to report a good start, in tenths of a second. */
const startPatience = 900

/** Throws `update.notWritable` where a folder or file of the app cannot be exchanged. */
export async function refuseReadOnly(place: string): Promise<void> {
  try {
    await access(dirname(place), constants.W_OK)
    await access(place, constants.W_OK)
  } catch (thrown) {
    throw new CodedError('update.notWritable', {}, String(thrown))
  }
}

/** Lets the newer version take this one's place as soon as this process has ended; see the script. */
export function switchPlaces(order: {
  /** The folder or file of this version, and the newer one. */
  place: string
  next: string
  /** What leads from there to the program, such as `/app`; empty where the file is the program. */
  program: string
  dataFolder: string
  version: string
  process: OwnProcess
}): void {
  const { place, next, program, dataFolder, version, process } = order
  const places = [String(process.pid), place, next, `${place}.before`, program, dataFolder, version]
  const args = ['-c', switchScript, 'kaihe-update', ...places, String(startPatience), ...process.args]
  spawn('/bin/sh', args, { detached: true, stdio: 'ignore', cwd: dirname(place) }).unref()
}

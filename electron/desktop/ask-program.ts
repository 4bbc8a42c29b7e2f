import { execFile } from 'node:child_process'
import { join } from 'node:path'
import type { AskProgram } from '../supervisor/network/system-metered.ts'

const patience = 4_000
const mostAnswer = 4_096
/** Programs find their bus and their libraries with these, and the answer stays in English. */
const kept = ['PATH', 'SystemRoot', 'DBUS_SYSTEM_BUS_ADDRESS']

/** Asks a program of the system for a line of text. */
export const askProgram: AskProgram = (program, args) =>
  new Promise((resolve, reject) => {
    const environment = Object.fromEntries(
      kept.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
    )
    const options = {
      ...{ timeout: patience, killSignal: 'SIGKILL' as const, maxBuffer: mostAnswer, shell: false, windowsHide: true },
      env: { ...environment, LC_ALL: 'C' },
    }
    execFile(placeOf(program), [...args], options, (error, answer) => {
      if (error === null) resolve(answer)
      else reject(error)
    })
  })

/** On Windows a program of that name in the folder we are in would be found first. */
function placeOf(program: string): string {
  const root = process.env['SystemRoot']
  return process.platform === 'win32' && root !== undefined
    ? join(root, 'System32', 'WindowsPowerShell', 'v1.0', program)
    : program
}

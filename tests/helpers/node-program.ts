import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

/** Node of this computer, a program like any other: tests themselves run in Electron. */
export const nodeProgram = findProgram('node')

function findProgram(name: string): string {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    try {
      accessSync(join(folder, name), constants.X_OK)
      return join(folder, name)
    } catch {
      // Not in this folder.
    }
  }
  throw new Error(`no ${name} on this computer`)
}

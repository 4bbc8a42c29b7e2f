import { basename } from 'node:path'
import { run, SetupError } from '../run.mjs'

/** Runs a program to its end, and throws with what it said where it failed. */
export async function must(program, args) {
  const { code, lines } = await run(program, args)
  if (code !== 0) throw new SetupError(`${basename(program)} ended with ${code}:\n${lines.join('\n')}`)
}

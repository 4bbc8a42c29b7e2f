import { packageProgram, repository } from './paths.mjs'
import { run } from './run.mjs'

/** Checks of the whole clone. Each is one program that prints what is wrong and counts as one. */
const checks = {
  format: ['@biomejs/biome/bin/biome', ['format', '--colors=off', '.']],
  types: ['typescript/bin/tsc', ['--noEmit', '--pretty', 'false']],
  lint: ['oxlint/bin/oxlint', ['--deny-warnings']],
  'dead code': ['knip/bin/knip.js', ['--no-progress']],
}

export const checkNames = Object.keys(checks)

/** Runs one check with Node itself; what it said is shown only when it failed. */
export async function runCheck(name, progress) {
  const [program, args] = checks[name]
  const step = progress.step(`Checking ${name}`)
  const result = await run(process.execPath, [packageProgram(program), ...args], { cwd: repository })
  if (result.code === 0) {
    step.done()
    return { kind: name, passed: 1, failed: 0, skipped: 0 }
  }
  step.fail()
  progress.say(result.lines.join('\n'))
  return { kind: name, passed: 0, failed: 1, skipped: 0 }
}

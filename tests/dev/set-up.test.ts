import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

const scripts = join(import.meta.dirname, '..', '..', 'electron', 'dev')
const moduleOf = (name: string) => JSON.stringify(pathToFileURL(join(scripts, name)).href)
let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kaihe-set-up-'))
})

afterEach(async () => {
  await rm(folder, { recursive: true })
})

describe('the counts of a test run', () => {
  it('take a file that could not be loaded as one failure', async () => {
    const assertion = (status: string) => ({ status })
    const suite = (name: string, status: string, states: string[]) => ({
      name: join(folder, 'tests', name),
      status,
      assertionResults: states.map(assertion),
    })
    const report = join(folder, 'unit.json')
    const testResults = [
      suite('gateway/a.test.ts', 'passed', ['passed', 'passed', 'pending']),
      suite('gateway/b.test.ts', 'failed', []),
      suite('contract/c.test.ts', 'failed', ['passed', 'failed']),
    ]
    await writeFile(report, JSON.stringify({ testResults }))
    const counted = await evaluate(
      `import { countVitest } from ${moduleOf('counts.mjs')}
       console.log(JSON.stringify(countVitest(${JSON.stringify(report)}, ${JSON.stringify(folder)})))`,
    )
    expect(JSON.parse(counted)).toEqual([
      { kind: 'unit', passed: 2, failed: 1, skipped: 1 },
      { kind: 'contract', passed: 1, failed: 1, skipped: 0 },
    ])
  })

  it('are zero when the runner left no report', async () => {
    const counted = await evaluate(
      `import { countPlaywright } from ${moduleOf('counts.mjs')}
       console.log(JSON.stringify(countPlaywright(${JSON.stringify(join(folder, 'none.json'))})))`,
    )
    expect(JSON.parse(counted)).toEqual({ passed: 0, failed: 0, skipped: 0 })
  })
})

describe('the copy of Electron from the registry', () => {
  it('is refused when it is not the file expected', async () => {
    const npm = join(folder, 'npm.js')
    await writeFile(
      npm,
      `import { writeFileSync } from 'node:fs'
       import { join } from 'node:path'
       writeFileSync(join(process.argv[process.argv.indexOf('--pack-destination') + 1], 'package.tgz'), 'another file')`,
    )
    await writeFile(join(folder, 'package.json'), '{ "type": "module" }')
    const outcome = await evaluate(
      `import { installCopy } from ${moduleOf('runtime-copy.mjs')}
       import { createProgress } from ${moduleOf('progress.mjs')}
       console.log(JSON.stringify(await installCopy(createProgress({ write() {} }))))`,
      { npm_execpath: npm },
    )
    expect(JSON.parse(outcome)).toEqual({ reason: 'the file is not the one expected (checksum differs)' })
  })
})

describe('the lock of a set-up', () => {
  it('lets one at a time through and outlives no owner', async () => {
    const name = `test-${process.pid}`
    const enter = `import { withLock } from ${moduleOf('lock.mjs')}
       const silent = { step: () => ({ done() {} }) }
       const hold = (work) => withLock(${JSON.stringify(name)}, silent, work)`
    await evaluate(`${enter}\nawait hold(() => process.exit(0))`)
    const order = await evaluate(
      `${enter}
       const seen = []
       const visit = (who) => hold(async () => { seen.push(who + ' in'); await null; seen.push(who + ' out') })
       await Promise.all([visit('a'), visit('b')])
       console.log(seen.join(' '))`,
    )
    expect(['a in a out b in b out', 'b in b out a in a out']).toContain(order)
  })
})

/** Runs a piece of a script in a process of its own, as the set-up does, and returns what it printed. */
function evaluate(code: string, variables: Record<string, string> = {}): Promise<string> {
  const child = spawn(process.execPath, ['--input-type=module', '--eval', code], {
    env: { ...process.env, ...variables, XDG_CACHE_HOME: folder },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let printed = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    printed += text
  })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', () => resolve(printed.trim()))
  })
}

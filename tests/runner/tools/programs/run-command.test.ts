import { mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished, describe, expect, it } from 'vitest'
import { systemClock } from '../../../../electron/clock.ts'
import { boundOutput } from '../../../../electron/runner/tools/programs/bounded-output.ts'
import { type Command, runCommand } from '../../../../electron/runner/tools/programs/run-command.ts'
import type { Clock } from '../../../../shared/model/clock.ts'
import { createFakeClock } from '../../../helpers/fake-clock.ts'
import { nodeProgram } from '../../../helpers/node-program.ts'
import { birthday } from '../../../helpers/things.ts'
import { isAlive, until } from '../../../helpers/process-world.ts'

async function makeFolder(): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'kaihe-programs-')))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** Runs a script with Node itself, as a program like any other. */
async function run(script: string, options: Partial<Command> & { clock?: Clock; signal?: AbortSignal } = {}) {
  const folder = options.folder ?? (await makeFolder())
  const heard: string[] = []
  const finished = await runCommand(
    {
      path: options.path ?? nodeProgram,
      arguments: options.arguments ?? ['-e', script],
      folder,
      milliseconds: options.milliseconds ?? 60_000,
    },
    {
      clock: options.clock ?? systemClock,
      signal: options.signal ?? new AbortController().signal,
      onStarted: async (pid) => void heard.push(`started ${pid > 1}`),
      onEnded: async (pid) => void heard.push(`ended ${pid > 1}`),
    },
  )
  return { ...finished, heard, folder }
}

describe('running a program', () => {
  it('hands over every argument as it is, with no shell to read it', async () => {
    const odd = ['$HOME', '`id`', 'a b', '"', "'", '; touch broken', '*', '', '中文', '-x']
    const { output, exitCode, heard } = await run('', {
      arguments: ['-e', 'console.log(JSON.stringify(process.argv.slice(1)))', '--', ...odd],
    })
    expect(exitCode).toBe(0)
    expect(JSON.parse(output)).toEqual(odd)
    expect(heard).toEqual(['started true', 'ended true'])
  })

  it('works in its folder, and knows nothing of our environment but paths and language', async () => {
    process.env.KAIHE_TEST_KEY = 'sk-secret'
    onTestFinished(() => void delete process.env.KAIHE_TEST_KEY)
    const { output, folder } = await run(
      'console.log(process.cwd()); console.log(Object.keys(process.env).sort().join(" "))',
    )
    const [cwd, names = ''] = output.trim().split('\n')
    expect(cwd).toBe(folder)
    const allowed = new Set(['PATH', 'LANG', 'LANGUAGE', 'TZ', 'PWD', 'OLDPWD', 'SHLVL', '_'])
    expect(names.split(' ').filter((name) => !allowed.has(name) && !name.startsWith('LC_'))).toEqual([])
  })

  it('says how it ended, and what it said on both lines', async () => {
    const { exitCode, output } = await run(
      'console.log("out"); console.error("\\u001b[31merr\\u001b[0m"); process.exit(7)',
    )
    expect(exitCode).toBe(7)
    expect(output.split('\n').filter(Boolean).toSorted()).toEqual(['err', 'out'])
  })

  it('is bounded in what it may say', async () => {
    const { output, wasCut } = await run(
      'process.stdout.write("first\\n"); for (let i = 0; i < 400; i++) process.stdout.write("x".repeat(9999) + "\\n"); process.stdout.write("last\\n")',
    )
    expect(wasCut).toBe(true)
    expect(output.length).toBeLessThan(140_000)
    expect(output.startsWith('first\n')).toBe(true)
    expect(output.endsWith('last\n')).toBe(true)
  })

  it('refuses what is no program', async () => {
    const folder = await makeFolder()
    const path = join(folder, 'notes.txt')
    await writeFile(path, 'no program')
    await expect(run('', { path })).rejects.toMatchObject({ code: 'program.missing' })
    await expect(run('', { path: join(folder, 'gone') })).rejects.toMatchObject({ code: 'program.missing' })
    await expect(run('', { path: folder })).rejects.toMatchObject({ code: 'program.missing' })
  })

  it('ends it at its time limit with everything it started', async () => {
    const clock = createFakeClock(birthday)
    const folder = await makeFolder()
    const running = run(startsChild, { clock, folder, milliseconds: 5000 })
    const pids = await pidsIn(folder)
    expect(pids.every(isAlive)).toBe(true)
    clock.advance(5000)
    expect(await running).toMatchObject({ timedOut: true })
    await until(() => !pids.some(isAlive))
  })

  it('ends it when the run stops, and leaves nothing running when it is over', async () => {
    const stopping = new AbortController()
    const folder = await makeFolder()
    const running = run(startsChild, { folder, signal: stopping.signal })
    const pids = await pidsIn(folder)
    stopping.abort(new Error('stopped'))
    await expect(running).rejects.toThrow('stopped')
    await until(() => !pids.some(isAlive))

    const other = await makeFolder()
    await run(`${startsChild}; setTimeout(() => process.exit(0), 200)`, { folder: other })
    const left = await pidsIn(other)
    await until(() => !left.some(isAlive))
  })

  it('starts nothing before main knows of it', async () => {
    const folder = await makeFolder()
    const refused = runCommand(
      { path: nodeProgram, arguments: ['-e', 'require("fs").writeFileSync("ran","")'], folder, milliseconds: 60_000 },
      {
        clock: systemClock,
        signal: new AbortController().signal,
        onStarted: () => Promise.reject(new Error('main is gone')),
        onEnded: () => Promise.resolve(),
      },
    )
    await expect(refused).rejects.toThrow('main is gone')
    await expect(readFile(join(folder, 'ran'))).rejects.toThrow('ENOENT')
  })
})

describe('what a program says', () => {
  it('is kept whole while it is short, whichever way it comes', () => {
    const output = boundOutput(20)
    for (const sign of Buffer.from('中文 abc\r\n123')) output.add(Buffer.from([sign]))
    expect(output.text()).toBe('中文 abc\n123')
    expect(output.wasCut()).toBe(false)
  })
})

const startsChild = `
const { spawn } = require('child_process')
const child = spawn(process.execPath, ['-e', 'setInterval(() => 0, 1000)'], { stdio: 'inherit' })
require('fs').writeFileSync('pids.tmp', JSON.stringify([process.pid, child.pid]))
require('fs').renameSync('pids.tmp', 'pids')
setInterval(() => 0, 1000)`

async function pidsIn(folder: string): Promise<number[]> {
  let pids: number[] = []
  await untilAsync(async () => {
    const text = await readFile(join(folder, 'pids'), 'utf8').catch(() => null)
    if (text !== null) pids = JSON.parse(text)
    return text !== null
  })
  return pids
}

async function untilAsync(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setImmediate(resolve))
}

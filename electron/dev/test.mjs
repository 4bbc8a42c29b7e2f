import { join } from 'node:path'
import { buildApp } from './build.mjs'
import { checkNames, runCheck } from './checks.mjs'
import { countPlaywright, countVitest } from './counts.mjs'
import { prepare } from './prepare.mjs'
import { createProgress } from './progress.mjs'
import { runScript, SetupError } from './run.mjs'
import { openTestSession } from './test-session.mjs'

const usage = `npm test                    everything
npm test -- checks          format, types, lint and dead code
npm test -- unit [path]     vitest: unit, contract and architecture tests, or those under a path
npm test -- e2e [file]      end to end: the real app`
const unitKinds = ['unit', 'contract', 'architecture']

// `npm test`: gets everything ready, runs every stage even when one fails, and ends with the counts.
await runScript(async () => {
  const [only = 'everything', ...rest] = process.argv.slice(2)
  if (!['everything', 'checks', 'unit', 'e2e'].includes(only)) throw new SetupError(usage)
  const wants = (stage) => only === 'everything' || only === stage
  const progress = createProgress()
  const rows = []
  const attempt = async (kind, stage) => rows.push(...(await guard(kind, stage, progress)))
  await attempt('set-up', async () => {
    const runtime = await prepare(progress, { needs: wants('e2e') ? 'tests' : 'node', build: false })
    if (wants('checks')) for (const name of checkNames) rows.push(await runCheck(name, progress))
    if (only === 'checks') return []
    await attempt('build', () => runBuild(progress))
    const session = await openTestSession(progress, runtime)
    try {
      if (wants('unit')) await attempt('unit', () => runVitest(session, rest))
      if (wants('e2e')) {
        if (rest.length === 0 || rest.some((name) => name.startsWith('packaged'))) {
          const withDeb = rest.length === 0 || rest.some((name) => name.startsWith('packaged-deb'))
          await attempt('package', () => runPackaging(session, { runtime, progress, withDeb }))
        }
        await attempt('end to end', () => runPlaywright(session, rest))
      }
    } finally {
      session.close()
    }
    return []
  })
  return report(rows, progress)
})

/** A stage that cannot go on says why and counts as one failure; the stages after it still run. */
async function guard(kind, stage, progress) {
  try {
    return await stage()
  } catch (error) {
    if (!(error instanceof SetupError)) throw error
    progress.say(`\n${error.message}`)
    return [{ kind, passed: 0, failed: 1, skipped: 0 }]
  }
}

async function runBuild(progress) {
  await buildApp(progress)
  return [{ kind: 'build', passed: 1, failed: 0, skipped: 0 }]
}

/** The app as it is installed: some end-to-end tests start that one. */
async function runPackaging(session, { runtime, progress, withDeb }) {
  // Only now are libraries there to be loaded.
  const { packageApp, targets } = await import('./package-app.mjs')
  const formats = withDeb && targets().includes('deb') ? ['dir', 'deb'] : ['dir']
  // Making a deb small takes minutes.
  await packageApp({ runtime, output: session.packaged, targets: formats, progress, quick: true })
  return [{ kind: 'package', passed: 1, failed: 0, skipped: 0 }]
}

async function runVitest(session, filters) {
  const file = join(session.results, 'unit.json')
  const reporters = ['--reporter=dot', '--reporter=json', `--outputFile.json=${file}`]
  const fixed = ['run', '--config', 'tests/vitest.config.ts', '--configLoader', 'native', ...reporters]
  const code = await session.run('node_modules/vitest/vitest.mjs', [...fixed, ...filters])
  const rows = countVitest(file, session.tree)
  const missing = filters.length > 0 ? [] : unitKinds.filter((kind) => !rows.some((row) => row.kind === kind))
  return judge([...rows, ...missing.map((kind) => ({ kind, passed: 0, failed: 0, skipped: 0 }))], 'unit', code)
}

async function runPlaywright(session, filters) {
  const fixed = ['test', '--config', 'tests/e2e/playwright.config.ts']
  const code = await session.runWithDisplay('node_modules/@playwright/test/cli.js', [...fixed, ...filters])
  const count = countPlaywright(join(session.results, 'e2e.json'))
  return judge([{ kind: 'end to end', ...count }], 'end to end', code)
}

/** A runner that ran nothing, or that failed without naming a failure, has failed. */
function judge(rows, name, code) {
  const judged = rows.length > 0 ? rows : [{ kind: name, passed: 0, failed: 0, skipped: 0 }]
  for (const row of judged) if (row.passed + row.failed === 0) row.failed = 1
  if (code !== 0 && judged.every((row) => row.failed === 0)) judged[0].failed = 1
  return judged
}

function report(rows, progress) {
  const sum = (key) => rows.reduce((total, row) => total + row[key], 0)
  const line = (...cells) =>
    cells.map((cell, index) => (index === 0 ? cell.padEnd(14) : String(cell).padStart(8))).join('')
  progress.say(`\n${line('', 'passed', 'failed', 'skipped')}`)
  for (const row of rows) progress.say(line(row.kind, row.passed, row.failed, row.skipped))
  const skipped = sum('skipped') > 0 ? `, ${sum('skipped')} skipped` : ''
  progress.say(`\n${sum('passed')} passed, ${sum('failed')} failed${skipped}`)
  return sum('failed') > 0 ? 1 : 0
}

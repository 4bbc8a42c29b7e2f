import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Papa from 'papaparse'
import { describe, expect, it, onTestFinished } from 'vitest'
import { exportEverything } from '../../../electron/keeper/export/everything.ts'
import { explained } from '../../../electron/keeper/export/readme.ts'
import { openNew, type OpenNew } from '../../../electron/keeper/export/writer.ts'
import { createAgentRepository } from '../../../electron/storage/companion/agents.ts'
import { createDeliverableRepository } from '../../../electron/storage/companion/deliverables.ts'
import { createRunRepository, runPlanSchema } from '../../../electron/storage/companion/runs.ts'
import { readAgentFile } from '../../../electron/supervisor/agents/agent-files.ts'
import { zoneSchema } from '../../../shared/model/brand.ts'
import { deliverableSchema } from '../../../shared/model/run.ts'
import { defaultSettings } from '../../../shared/model/settings.ts'
import { temporaryFolder } from '../../helpers/agent-database.ts'
import { model } from '../../helpers/run-world.ts'
import { birthday, makeAgent, makeProvider, makeRun } from '../../helpers/things.ts'
import { furnish, secretOfMailbox } from '../../storage/moving/house.ts'

const zone = zoneSchema.parse('Asia/Shanghai')
const report = '# Prices\n\nThey fell.\n'

function setUp() {
  const { folder: dataFolder, db, close } = furnish()
  onTestFinished(close)
  const documents = temporaryFolder()
  const agent = makeAgent({
    name: '=cmd|calc',
    budgets: [
      { id: 'b', scope: 'agent', period: 'month', limit: { kind: 'money', currency: 'EUR', micros: 2_500_000 } },
    ],
  })
  createAgentRepository(db).save(agent)
  const runs = createRunRepository(db)
  const run = makeRun({ agentName: agent.name, state: { name: 'running' } })
  runs.add(run, runPlanSchema.parse({ agent, model, zone, language: 'en' }), 'startedByHand')
  const deliverables = createDeliverableRepository(db)
  const make = (id: string, name: string, text: string, preview: string | null) => {
    const path = join(documents, name)
    writeFileSync(path, text)
    const sha256 = createHash('sha256').update(text).digest('hex')
    const made = { id, runId: run.id, stepId: 'write', title: name, path, format: 'md', bytes: text.length, sha256 }
    deliverables.add(deliverableSchema.parse({ ...made, createdAt: birthday }), preview)
    return path
  }
  make('d1', 'prices.md', report, null)
  const changed = make('d2', 'changed.md', 'before', 'the text of it')
  writeFileSync(changed, 'after!')
  const gone = make('d3', 'gone.md', 'gone', null)
  rmSync(gone)
  const sent = { id: 'd4', runId: run.id, stepId: 'send', title: 'To Anna', path: 'anna', format: 'mail', bytes: 9 }
  deliverables.add(
    deliverableSchema.parse({ ...sent, sha256: 'a'.repeat(64), createdAt: birthday }),
    'Dear Anna, they fell.',
  )
  const target = temporaryFolder()
  const order = {
    ...{ dataFolder, folder: target, name: 'Kaihe export 2026-05-01', app: '0.1.0', at: birthday, zone },
    ...{ language: 'en' as const, settings: defaultSettings, services: [makeProvider()], names: { 'agent-1': 'A' } },
  }
  return { order, target, dataFolder, close }
}

const table = (path: string) =>
  Papa.parse<Record<string, string>>(readFileSync(path, 'utf8').slice(1), { header: true, skipEmptyLines: true }).data
const everyFile = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))

describe('an export of everything', () => {
  it('has every file its first page names, and they can be read back', async () => {
    const { order, target } = setUp()
    const saved = await exportEverything(order)
    expect(saved.path).toBe(join(target, order.name))
    expect(readdirSync(target)).toEqual([order.name])
    for (const path of Object.values(explained)) {
      if (!path.includes('*')) expect(existsSync(join(saved.path, path)), path).toBe(true)
    }
    expect(everyFile(saved.path)).toHaveLength(saved.files)
    const [run] = table(join(saved.path, explained.runsTable))
    expect(run).toMatchObject({ run: 'run-1', state: 'running', results: '4' })
    const results = table(join(saved.path, explained.resultsTable))
    expect(results.map(({ state }) => state)).toEqual(['copied', 'changed', 'gone', 'sent'])
    expect(readFileSync(join(saved.path, results[0]?.copy ?? ''), 'utf8')).toBe(report)
    expect(readFileSync(join(saved.path, results[1]?.text ?? ''), 'utf8')).toBe('the text of it')
    expect(readFileSync(join(saved.path, results[3]?.text ?? ''), 'utf8')).toBe('Dear Anna, they fell.')
    expect(table(join(saved.path, explained.limits))[0]).toMatchObject({ limit: '2.5', unit: 'EUR', period: 'month' })
    const whole: unknown = JSON.parse(readFileSync(join(saved.path, explained.runs), 'utf8'))
    expect(whole).toMatchObject([{ id: 'run-1', changes: [{ cause: 'startedByHand' }], stepResults: [], mark: null }])
    const file = readdirSync(join(saved.path, 'agents')).find((each) => each.endsWith('.kaihe-agent')) ?? ''
    expect((await readAgentFile(join(saved.path, 'agents', file))).steps).toHaveLength(3)
  })

  it('has the same files where nothing was used yet', async () => {
    const { order, dataFolder, close } = setUp()
    close()
    for (const name of ['ledger.db', 'ledger.db-wal', 'ledger.db-shm']) rmSync(join(dataFolder, name), { force: true })
    const { path } = await exportEverything(order)
    expect(table(join(path, explained.usageTable))).toEqual([])
    expect(JSON.parse(readFileSync(join(path, explained.usage), 'utf8'))).toEqual([])
    expect(table(join(path, explained.sums))).toEqual([])
  })

  it('holds no secret, and no cell a spreadsheet would run', async () => {
    const { order } = setUp()
    const { path } = await exportEverything(order)
    for (const file of everyFile(path)) expect(readFileSync(file, 'utf8'), file).not.toContain(secretOfMailbox)
    expect(table(join(path, explained.runsTable))[0]?.agent).toBe("'=cmd|calc")
  })

  it('says what each file is in the owner’s language', async () => {
    const { order } = setUp()
    const { path } = await exportEverything({ ...order, language: 'zh-CN' })
    const readme = readFileSync(join(path, 'README.html'), 'utf8')
    expect(readme).toContain('<html lang="zh-CN">')
    expect(readme).toContain('各个文件里是什么')
    expect(readme).not.toContain('moving.readme')
  })

  it.each(['first', 'middle', 'last'] as const)(
    'leaves nothing where the disk is full at the %s write',
    async (when) => {
      const { order, target } = setUp()
      let all = 0
      await exportEverything(
        { ...order, name: 'counted' },
        undefined,
        counting((count) => void (all = count)),
      )
      rmSync(join(target, 'counted'), { recursive: true })
      const failing = { first: 1, middle: Math.floor(all / 2), last: all }[when]
      const full = counting((count) => {
        if (count >= failing) throw Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' })
      })
      await expect(exportEverything(order, undefined, full)).rejects.toMatchObject({
        code: 'backup.noRoom',
        params: { needed: expect.stringMatching(/[kMG]B$/), free: expect.stringMatching(/[kMG]B$/) },
      })
      expect(readdirSync(target)).toEqual([])
    },
  )

  it('is refused in words where the place is gone, or in the app’s own folder', async () => {
    const { order, target, dataFolder } = setUp()
    await expect(exportEverything({ ...order, folder: dataFolder })).rejects.toMatchObject({
      code: 'backup.insideItself',
    })
    const broken =
      (code: string): OpenNew =>
      async () =>
        Promise.reject(Object.assign(new Error(code), { code }))
    await expect(exportEverything(order, undefined, broken('EROFS'))).rejects.toMatchObject({
      code: 'backup.placeReadOnly',
    })
    await expect(exportEverything(order, undefined, broken('EIO'))).rejects.toMatchObject({ code: 'backup.placeGone' })
    rmSync(target, { recursive: true })
    await expect(exportEverything(order)).rejects.toMatchObject({ code: 'backup.placeGone' })
    expect(existsSync(target)).toBe(false)
  })

  it('never leaves a half one under its name, and takes the place of one that was cut off', async () => {
    const { order, target } = setUp()
    mkdirSync(join(target, `.${order.name}.part`))
    writeFileSync(join(target, `.${order.name}.part`, 'half'), '')
    await exportEverything(order)
    expect(readdirSync(target)).toEqual([order.name])
    expect(existsSync(join(target, order.name, 'half'))).toBe(false)
  })
})

/** Tells of every write before it is done. */
function counting(onWrite: (count: number) => void): OpenNew {
  let count = 0
  return async (path) => {
    const file = await openNew(path)
    return {
      async appendFile(...content) {
        count += 1
        onWrite(count)
        return file.appendFile(...content)
      },
      sync: () => file.sync(),
      close: () => file.close(),
    }
  }
}

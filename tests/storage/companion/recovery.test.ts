import {
  closeSync,
  copyFileSync,
  existsSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { backUp } from '../../../electron/storage/back-up.ts'
import { createAgentRepository } from '../../../electron/storage/companion/agents.ts'
import { openCompanion } from '../../../electron/storage/companion/open-companion.ts'
import { createRunRepository } from '../../../electron/storage/companion/runs.ts'
import { isSound } from '../../../electron/storage/recovery/newest-backup.ts'
import { noteRepair, putRepairAway, unreadRepairs } from '../../../electron/storage/recovery/repair-notes.ts'
import { instantSchema, zoneSchema } from '../../../shared/model/brand.ts'
import { practiceModelName, practiceProviderId } from '../../../shared/model/provider.ts'
import { makeAgent, makeRepair, makeRun } from '../../helpers/things.ts'

let folder = ''
let path = ''
let time = Date.UTC(2026, 10, 24, 8)
const now = () => instantSchema.parse(time++)

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kaihe-companion-recovery-'))
  path = join(folder, 'companion.db')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const open = () => openCompanion({ dataFolder: folder, now, read: (db) => createAgentRepository(db).list() })
const damaged = () => join(folder, 'damaged')
const plan = (agent: ReturnType<typeof makeAgent>) => ({
  agent,
  model: {
    reference: { providerId: practiceProviderId, model: practiceModelName },
    label: 'Practice',
    contextTokens: 16_000,
    practice: true,
    fallbacks: [],
    choice: null,
  },
  language: 'en' as const,
  zone: zoneSchema.parse('UTC'),
})
/** Agents and runs, a copy, and more of both. */
const fill = () => {
  const { db } = open()
  const agents = createAgentRepository(db)
  const runs = createRunRepository(db)
  const add = (from: number, to: number) => {
    for (let index = from; index < to; index++) {
      const agent = makeAgent({ id: `agent-${index}`, name: `Agent ${index} ${'x'.repeat(60)}` })
      agents.save(agent)
      runs.add(makeRun({ id: `run-${index}`, agentId: agent.id, createdAt: now() }), plan(agent), 'startedByHand')
    }
  }
  add(0, 60)
  backUp(db, { path, folder: join(folder, 'backups'), version: 1, at: now() })
  add(60, 80)
  agents.save(makeAgent({ id: 'agent-3', name: 'Renamed' }))
  return db
}
const overwrite = (at: number, length: number) => {
  const file = openSync(path, 'r+')
  writeSync(file, Buffer.alloc(length, 0xa5), 0, length, at)
  closeSync(file)
}
const sound = () => {
  const db = new DatabaseSync(path, { readOnly: true })
  const result = [isSound(db), db.prepare('PRAGMA foreign_key_check').all().length]
  db.close()
  return result
}

describe('a damaged companion.db', () => {
  it('is restored whole when only its head is garbage: newer agents, changes and runs', () => {
    fill().close()
    const bytes = readFileSync(path)
    overwrite(0, 100)
    const { db, value } = open()
    expect(value).toHaveLength(80)
    expect(value.find(({ id }) => id === 'agent-3')?.name).toBe('Renamed')
    expect(createRunRepository(db).live()).toHaveLength(80)
    db.close()
    const [repair] = unreadRepairs(damaged())
    expect(repair).toMatchObject({ file: 'companion', complete: true, what: 'file' })
    // Nothing of the damaged file is lost but the bytes that were.
    expect(
      readFileSync(repair?.keptAs ?? '')
        .subarray(100)
        .equals(bytes.subarray(100)),
    ).toBe(true)
    expect(sound()).toEqual([true, 0])
  })

  it('goes on from its copy when it is cut short, and ends what was unfinished', () => {
    fill().close()
    truncateSync(path, 4096 * 4)
    const { db, value } = open()
    expect(value.length).toBeGreaterThanOrEqual(60)
    const runs = createRunRepository(db)
    expect(runs.live()).toEqual([])
    expect(runs.list({ before: null, agentId: null, limit: 100 }).runs[0]?.state).toMatchObject({
      name: 'failed',
      error: { code: 'storage.damaged' },
    })
    db.close()
    expect(unreadRepairs(damaged())).toMatchObject([{ complete: false, backupAt: expect.any(Number) }])
    expect(sound()).toEqual([true, 0])
  })

  it('takes over what the log of a killed process holds', () => {
    const db = fill()
    copyFileSync(path, `${path}.killed`)
    copyFileSync(`${path}-wal`, `${path}.killed-wal`)
    db.close()
    for (const end of ['', '-wal']) copyFileSync(`${path}.killed${end}`, path + end)
    overwrite(0, 100)
    const opened = open()
    expect(opened.value).toHaveLength(80)
    opened.db.close()
    expect(sound()).toEqual([true, 0])
  })

  it('begins anew, says so and keeps the file where nothing can be read and there is no copy', () => {
    writeFileSync(path, 'garbage '.repeat(4000))
    const { db, value } = open()
    expect(value).toEqual([])
    db.close()
    const [repair] = unreadRepairs(damaged())
    expect(repair).toMatchObject({ backupAt: null, saved: 0, complete: false })
    expect(readFileSync(repair?.keptAs ?? '', 'utf8')).toBe('garbage '.repeat(4000))
  })

  it('is left alone where its place cannot be used', () => {
    fill().close()
    rmSync(path)
    writeFileSync(join(folder, 'file'), '')
    const blocked = () => openCompanion({ dataFolder: join(folder, 'file'), now, read: () => null })
    expect(blocked).toThrow(expect.objectContaining({ code: 'storage.failed' }))
    expect(existsSync(damaged())).toBe(false)
  })
})

describe('notes of repairs', () => {
  it('are told until they are put away, and pass over what is no note', () => {
    noteRepair(damaged(), makeRepair({ id: 'a', at: now() }))
    noteRepair(damaged(), makeRepair({ id: 'b', at: now() }))
    writeFileSync(join(damaged(), 'c.repair.json'), '{"id":')
    expect(unreadRepairs(damaged()).map(({ id }) => id)).toEqual(['b', 'a'])
    putRepairAway(damaged(), 'b')
    putRepairAway(damaged(), '../../b')
    expect(unreadRepairs(damaged()).map(({ id }) => id)).toEqual(['a'])
  })
})

import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openLog } from '../../../electron/storage/rotating-log.ts'
import { createHealthService } from '../../../electron/supervisor/health/health-service.ts'
import { CodedError, toAppError } from '../../../shared/contract/errors.ts'
import { temporaryFolder } from '../../helpers/agent-database.ts'
import { createFakeClock } from '../../helpers/fake-clock.ts'
import { createFakeDesktop } from '../../helpers/fake-desktop.ts'
import { birthday, makeRun } from '../../helpers/things.ts'

const error = (code: 'storage.failed' | 'provider.tls', detail = '') => toAppError(new CodedError(code, {}, detail))

function setUp() {
  const folder = temporaryFolder()
  const desktop = createFakeDesktop()
  const logs = join(folder, 'logs')
  const log = openLog({ folder: logs, mostBytes: 1_000, keptFiles: 3 })
  const health = createHealthService({
    ...{ dataFolder: folder, log, desktop, clock: createFakeClock(birthday) },
    vitals: () => ({ versions: [], processes: [] }),
    freeDisk: async () => 5,
    dataPlace: async () => 'network',
  })
  return { folder, logs, desktop, health }
}

describe('health', () => {
  it('tells what went wrong, the newest first, each failed run once, and nothing private', async () => {
    const { folder, logs, health } = setUp()
    writeFileSync(join(folder, 'companion.db'), '1234')
    writeFileSync(join(folder, 'companion.db-wal'), '56')
    const failed = makeRun({ state: { name: 'failed', reason: 'error', error: error('storage.failed') } })
    health.observe({ type: 'run.saved', run: failed })
    health.observe({ type: 'run.saved', run: failed })
    health.observe({ type: 'notice', error: error('provider.tls', 'key sk-proj-abc123DEF456ghi789jkl') })
    health.observe({ type: 'backup.tried', day: '2026-05-01', error: null })
    health.observe({ type: 'backup.tried', day: '2026-05-02', error: error('storage.failed') })
    const { troubles, books, freeDiskBytes, dataPlace } = await health.read()
    expect(troubles.map(({ where, code }) => `${where} ${code}`)).toEqual([
      'backup storage.failed',
      'app provider.tls',
      'run storage.failed',
    ])
    expect(books[0]).toEqual({ file: 'companion', bytes: 6 })
    expect(freeDiskBytes).toBe(5)
    expect(dataPlace).toBe('network')
    expect(readFileSync(join(logs, 'trouble.log'), 'utf8')).not.toContain('sk-proj')
  })

  it('keeps its log small, for ever, and reads it where a line was cut off', async () => {
    const { logs, health } = setUp()
    for (let count = 0; count < 200; count += 1) health.note(`command ${count}`, error('storage.failed', 'again'))
    expect(readdirSync(logs).sort()).toEqual(['trouble.1.log', 'trouble.2.log', 'trouble.log'])
    for (const name of readdirSync(logs)) expect(statSync(join(logs, name)).size).toBeLessThanOrEqual(1_000)
    writeFileSync(join(logs, 'trouble.log'), '{"at":1', { flag: 'a' })
    expect((await health.read()).troubles[0]?.where).toBe('command 199')
  })

  it('goes on where nothing can be written down', () => {
    const { logs, health } = setUp()
    writeFileSync(logs, 'a file where the folder should be')
    expect(() => health.note('app', error('storage.failed'))).not.toThrow()
  })

  it('saves what was read, with what is private taken out once more', async () => {
    const { folder, desktop, health } = setUp()
    desktop.pick(join(folder, 'told.txt'))
    expect(await health.save('Bearer abcdef')).toBe(join(folder, 'told.txt'))
    expect(readFileSync(join(folder, 'told.txt'), 'utf8')).toBe('Bearer [removed]')
    desktop.pick(null)
    expect(await health.save('x')).toBeNull()
    mkdirSync(join(folder, 'a folder'))
    desktop.pick(join(folder, 'a folder'))
    await expect(health.save('x')).rejects.toMatchObject({ code: 'file.notWritten' })
  })
})

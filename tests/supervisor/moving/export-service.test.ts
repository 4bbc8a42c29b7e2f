import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createKeeper } from '../../../electron/keeper/create-keeper.ts'
import { createKeeperHost } from '../../../electron/supervisor/books/keeper-host.ts'
import { createExportService } from '../../../electron/supervisor/moving/export-service.ts'
import { createProcessHost } from '../../../electron/supervisor/processes/process-host.ts'
import { createSettingsService } from '../../../electron/supervisor/settings/settings-service.ts'
import type { AppEvent } from '../../../shared/contract/events.ts'
import { temporaryFolder } from '../../helpers/agent-database.ts'
import { createFakeClock } from '../../helpers/fake-clock.ts'
import { createFakeDesktop } from '../../helpers/fake-desktop.ts'
import { createFakeProcesses, settle } from '../../helpers/fake-processes.ts'
import { birthday } from '../../helpers/things.ts'
import { furnish } from '../../storage/moving/house.ts'

function setUp(program: 'works' | 'never answers' = 'works') {
  const { folder: dataFolder, close } = furnish()
  onTestFinished(close)
  const clock = createFakeClock(birthday)
  const desktop = createFakeDesktop()
  const events: AppEvent[] = []
  const fakes = createFakeProcesses({
    keeper: ({ port }) =>
      program === 'works' ? createKeeper(port) : port.postMessage({ progress: { done: 1, total: 4 } }),
  })
  const processes = createProcessHost({ spawn: fakes.spawn, clock })
  const exporting = createExportService({
    ...{ dataFolder, version: '0.1.0', desktop, clock },
    openKeeper: (onProgress) => createKeeperHost(processes, onProgress),
    settings: createSettingsService({
      store: { read: () => undefined, write: () => undefined },
      systemLanguage: 'zh-CN',
      publish: () => undefined,
    }),
    services: () => [],
    names: () => ({}),
    publish: (event) => events.push(event),
  })
  const target = temporaryFolder()
  desktop.pick(target)
  return { exporting, desktop, dataFolder, target, events, fakes }
}
const name = 'Kaihe 导出 2026-05-01'

describe('exporting everything', () => {
  it('makes a new folder in the one that was chosen, beside an earlier one, and shows it', async () => {
    const { exporting, desktop, target, events } = setUp()
    mkdirSync(join(target, name))
    const saved = await exporting.save()
    expect(saved?.path).toBe(join(target, `${name} (2)`))
    expect(existsSync(join(target, `${name} (2)`, 'README.html'))).toBe(true)
    exporting.show()
    expect(desktop.acts().at(-1)).toBe(`show ${saved?.path}`)
    const percents = events.flatMap((event) => (event.type === 'export.changed' ? [event.percent] : []))
    expect(percents[0]).toBe(0)
    expect(percents.at(-1)).toBeNull()
  })

  it('stops at once, leaves nothing, and can begin anew', async () => {
    const { exporting, target, events, fakes } = setUp('never answers')
    const saving = exporting.save()
    await settle()
    expect(events.at(-1)).toEqual({ type: 'export.changed', percent: 25 })
    expect(await exporting.save()).toBeNull()
    mkdirSync(join(target, `.${name}.part`))
    exporting.stop()
    expect(await saving).toBeNull()
    expect(readdirSync(target)).toEqual([])
    expect(fakes.alive('keeper')).toEqual([])
    expect(events.at(-1)).toEqual({ type: 'export.changed', percent: null })
  })

  it('says what is wrong with the place, and does nothing where the dialog is closed', async () => {
    const { exporting, desktop, dataFolder, target } = setUp()
    desktop.pick(null)
    expect(await exporting.save()).toBeNull()
    desktop.pick(dataFolder)
    await expect(exporting.save()).rejects.toMatchObject({ code: 'backup.insideItself' })
    desktop.pick(target)
    rmSync(target, { recursive: true })
    await expect(exporting.save()).rejects.toMatchObject({ code: 'backup.placeGone' })
  })
})

import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { previewLimit } from '../../../electron/supervisor/deliverables/deliverable-service.ts'
import { deliverableSchema } from '../../../shared/model/run.ts'
import { createPageServices } from '../../helpers/page-services.ts'
import { birthday } from '../../helpers/things.ts'

/** A report that a run left in the owner's folder. */
function setUp(format: 'html' | 'md' | 'txt', content: string, preview: string | null = null) {
  const app = createPageServices()
  const path = join(app.home, `report.${format}`)
  writeFileSync(path, content)
  const deliverable = deliverableSchema.parse({
    id: 'report',
    runId: 'run-1',
    stepId: 'write',
    title: 'Report',
    path,
    format,
    bytes: content.length,
    sha256: '0'.repeat(64),
    createdAt: birthday,
  })
  app.deliverableRows.set('report', { deliverable, preview })
  const previewed = () => app.send('deliverables.preview', { deliverableId: 'report' })
  const open = (how: 'open' | 'showInFolder') => app.send('deliverables.open', { deliverableId: 'report', how })
  return { ...app, path, previewed, open }
}

describe('a deliverable', () => {
  it('is opened and shown where the run put it', async () => {
    const { open, desktop, path } = setUp('html', '<p>Report</p>')
    expect(await open('open')).toEqual({ ok: true, value: {} })
    expect(await open('showInFolder')).toEqual({ ok: true, value: {} })
    expect(desktop.acts()).toEqual([`open ${path}`, `show ${path}`])
  })

  it.each(['gone', 'a folder', 'a link'])('is not opened when it is %s by now', async (what) => {
    const { open, previewed, desktop, path, home } = setUp('md', 'text')
    rmSync(path)
    if (what === 'a folder') mkdirSync(path)
    if (what === 'a link') {
      writeFileSync(join(home, 'other.md'), 'other')
      symlinkSync(join(home, 'other.md'), path)
    }
    const missing = { ok: false, error: { code: 'file.missing', params: { file: path } } }
    expect(await open('open')).toMatchObject(missing)
    expect(await previewed()).toMatchObject(missing)
    expect(desktop.acts()).toEqual([])
  })

  it('is handed on: its words to the clipboard, a copy to where the owner says', async () => {
    const { send, desktop, home, path } = setUp('html', '<h1>Report</h1>', '# Report')
    const share = (how: string) => send('deliverables.share', { deliverableId: 'report', how })
    expect(await share('copyText')).toEqual({ ok: true, value: { done: true } })
    expect(await share('saveCopy')).toEqual({ ok: true, value: { done: false } })
    const target = join(home, 'copy.html')
    writeFileSync(target, 'older')
    desktop.pick(target)
    expect(await share('saveCopy')).toEqual({ ok: true, value: { done: true } })
    expect(readFileSync(target, 'utf8')).toBe('<h1>Report</h1>')
    expect(desktop.acts()).toEqual(['copy # Report', 'pick copy report.html', 'pick copy report.html'])

    desktop.pick(path)
    expect(await share('saveCopy')).toMatchObject({ ok: true })
    expect(readFileSync(path, 'utf8')).toBe('<h1>Report</h1>')
    desktop.pick(join(home, 'nowhere', 'copy.html'))
    expect(await share('saveCopy')).toMatchObject({ ok: false, error: { code: 'file.notWritten' } })
    expect(readdirSync(home).toSorted()).toEqual(['copy.html', 'report.html'])
  })

  it('is opened only when a run recorded it', async () => {
    const { send, desktop } = setUp('md', 'text')
    const reply = await send('deliverables.open', { deliverableId: '/etc/passwd', how: 'open' })
    expect(reply).toMatchObject({ ok: false, error: { code: 'file.missing' } })
    expect(desktop.acts()).toEqual([])
  })

  it.each(['md', 'txt'] as const)('of format %s is previewed as it is on the disk now', async (format) => {
    const { previewed, path } = setUp(format, '# Report')
    writeFileSync(path, '# 报告')
    expect(await previewed()).toEqual({ ok: true, value: { markdown: '# 报告', truncated: false } })
  })

  it('of format html is previewed from the Markdown it was made of', async () => {
    const { previewed } = setUp('html', '<h1>Report</h1>', '# Report')
    expect(await previewed()).toEqual({ ok: true, value: { markdown: '# Report', truncated: false } })
  })

  it('is cut between characters when it is long', async () => {
    const { previewed } = setUp('md', `x${'汉'.repeat(previewLimit)}`)
    const reply = await previewed()
    const characters = Math.floor((previewLimit - 1) / 3)
    expect(reply).toEqual({ ok: true, value: { markdown: `x${'汉'.repeat(characters)}`, truncated: true } })
  })
})

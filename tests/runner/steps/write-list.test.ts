import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readDocument } from '../../../electron/runner/tools/documents/read-document.ts'
import type { World } from '../world.ts'
import { makeListWorld } from './given-list.ts'

const step = (format: string) => (world: World) => ({
  id: 'out',
  kind: 'writeDocument',
  from: 'read',
  folder: world.reports,
  title: 'Sales of October',
  format,
})

/** A run that writes this list, with these texts, as that kind of file; what it wrote, as our own readers read it. */
async function written(
  format: string,
  texts: readonly (string | null)[],
): Promise<{ world: World; path: string; text: string }> {
  const rows = texts.map((_, index) => ({ region: `Region | ${index + 1} <b>`, sales: (index + 1) * 10.5 }))
  const world = await makeListWorld(rows, step(format))
  const { items } = Object(world.facts.checkpoints.get('read/')?.value)
  for (const [index, text] of texts.entries()) {
    Object.assign(items[index], { text, cites: text === null ? [] : [{ name: 'sales.xlsx', page: null }] })
    if (texts.length === 1) items[index].fields = {}
  }
  expect(await world.run()).toEqual({ type: 'finished', outcome: 'complete' })
  expect(await world.run()).toEqual({ type: 'finished', outcome: 'complete' })
  const [name = '', ...others] = await readdir(world.reports)
  expect(others).toEqual([])
  const path = join(world.reports, name)
  return { world, path, text: (await readDocument(path)).text }
}

describe('a list as a document', () => {
  it.each(['html', 'docx', 'md', 'txt'])('has its rows as one table (%s)', async (format) => {
    const { text } = await written(format, [null, null])
    expect(text).toContain('Sales of October')
    expect(text).toMatch(/Region \\?\| 1 (?:\\?<b\\?>|&lt;b>)/)
    expect(text).toContain('21')
    expect(text).not.toMatch(/Documents|0 documents/)
  })

  it.each(['html', 'docx', 'md', 'txt'])('has one text by itself, with what it rests on (%s)', async (format) => {
    const { text } = await written(format, [
      'Sales **rose**.\n\n- North\n- South\n\n<script>alert(1)</script> ![x](http://evil.example/a.png)',
    ])
    expect(text).toMatch(/Sales \**rose/)
    expect(text).toContain('North')
    expect(text).toContain('Sources: sales.xlsx')
    expect(text).not.toContain('Documents')
  })

  it('has a section for each of several texts, with its values', async () => {
    const { path } = await written('md', ['First text.', 'Second text.'])
    const text = await readFile(path, 'utf8')
    expect(text).toContain('### row 1')
    expect(text).toContain('**sales**: 10.5')
    expect(text.indexOf('First text.')).toBeLessThan(text.indexOf('### row 2'))
  })

  it('is previewed for the page where the file itself is no text', async () => {
    const { world } = await written('docx', ['A text.'])
    expect([...world.facts.deliverables.values()]).toMatchObject([
      { format: 'docx', preview: expect.stringContaining('A text.') },
    ])
  })
})

import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { documentRead } from '../../electron/dev/port/operations/document-read.ts'
import { askPort, talkToPort } from './ask-port.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'port-'))
})
afterEach(() => rm(folder, { recursive: true }))

describe('document.read', () => {
  it('answers its own example', async () => {
    const path = join(folder, 'note.txt')
    await writeFile(path, 'Bread costs 3 euros.\n')
    expect(await askPort('document.read', { path })).toEqual({ id: 1, ok: documentRead.example.ok })
  })

  it('says which pieces a document has', async () => {
    const path = join(folder, 'plan.md')
    await writeFile(path, '# One\n\nFirst.\n\n# 二\n\n第二。\n')
    expect((await askPort('document.read', { path })).ok).toMatchObject({
      kind: 'md',
      pages: null,
      sections: [{ label: { heading: 'One' } }, { label: { heading: '二' } }],
    })
  })

  it('counts the pages of a PDF', async () => {
    const path = join(import.meta.dirname, '../../assets/samples/zh/2025年度报告.pdf')
    const { ok } = await askPort('document.read', { path })
    expect(ok).toMatchObject({ kind: 'pdf', language: 'zh', encoding: null })
    expect(ok).toHaveProperty('pages', expect.any(Number))
  })

  it('tells a missing document from an empty one, and reads the others', async () => {
    await writeFile(join(folder, 'empty.txt'), '')
    await writeFile(join(folder, 'good.txt'), 'Good.')
    const names = ['missing.txt', 'empty.txt', 'good.txt']
    const lines = names.map(
      (name) => `${JSON.stringify({ id: name, op: 'document.read', args: { path: join(folder, name) } })}\n`,
    )
    const replies = await talkToPort(lines)
    const of = (name: string) => replies.find((reply) => reply.id === name)
    expect(of('missing.txt')?.error).toMatchObject({ code: 'document.missing', params: { name: 'missing.txt' } })
    expect(of('empty.txt')?.error?.code).toBe('document.empty')
    expect(of('empty.txt')?.error?.message).toMatch(/^[A-Z].*\.$/)
    expect(of('good.txt')?.ok).toMatchObject({ text: 'Good.' })
  })
})

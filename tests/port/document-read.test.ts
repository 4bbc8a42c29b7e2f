import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { strToU8, zipSync } from 'fflate'
import { documentRead } from '../../electron/dev/port/operations/document-read.ts'
import { makeDocx, makePdf } from '../helpers/make-documents.ts'
import { makeXlsx } from '../helpers/make-workbook.ts'
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

  const rows = [
    ['Day', 'City', 'Amount'],
    [new Date('2026-10-01T00:00:00Z'), '上海', 12.5],
  ]
  /** GB18030: a mail whose subject and text are 发票 (invoice). */
  const mail = Buffer.concat([
    Buffer.from('From: a@example.com\nSubject: =?GB18030?B?t6LGsQ==?=\nContent-Type: text/plain; charset=gb18030\n\n'),
    Buffer.from('b7a2c6b1', 'hex'),
  ])
  const pixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=='
  const slides = {
    'ppt/presentation.xml':
      '<p:presentation xmlns:p="urn:p" xmlns:r="urn:r"><p:sldIdLst><p:sldId id="1" r:id="r1"/></p:sldIdLst></p:presentation>',
    'ppt/_rels/presentation.xml.rels':
      '<Relationships><Relationship Id="r1" Target="slides/slide1.xml"/></Relationships>',
    'ppt/slides/slide1.xml':
      '<p:sld xmlns:a="urn:a" xmlns:p="urn:p"><a:p><a:r><a:t>Plan for May</a:t></a:r></a:p></p:sld>',
  }
  const zipOf = (files: Record<string, string>) =>
    zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])))

  it.each([
    ['html', 'page.html', () => '<h1>Prices</h1><p>Bread 3</p>', /# Prices\n\nBread 3/],
    ['csv', 'table.csv', () => 'name;price\nbread;3\n', /\| bread \| 3 \|/],
    ['pdf', 'page.pdf', () => makePdf([['Total due: 4711']]), /^Total due: 4711$/],
    ['docx', 'letter.docx', () => makeDocx([{ paragraph: 'Dear all.' }]), /^Dear all\.$/],
    ['xlsx', 'sales.xlsx', () => makeXlsx([{ sheet: 'Sales', rows }]), /\| 2026-10-01 \| 上海 \| 12\.5 \|/],
    ['pptx', 'plan.pptx', () => zipOf(slides), /^Plan for May$/],
    ['eml', 'mail.eml', () => mail, /Subject: 发票[^]*发票$/],
    ['zip', 'papers.zip', () => zipOf({ 'a.txt': 'First.', 'b.md': 'Second.' }), /# a\.txt\n\nFirst\.[^]*Second\./],
    ['image', 'photo.png', () => Buffer.from(pixel, 'base64'), /^$/],
  ])('reads %s', async (kind, name, make, text) => {
    const path = join(folder, name)
    await writeFile(path, await make())
    expect((await askPort('document.read', { path })).ok).toMatchObject({ kind, text: expect.stringMatching(text) })
  })

  it.each([
    ['cut off', 'bad.xlsx', () => zipOf({ 'xl/workbook.xml': '<workbook/>' }).subarray(0, 60), 'document.broken'],
    ['made to burst', 'bomb.zip', () => zipSync({ 'a.txt': new Uint8Array(60 * 1024 * 1024) }), 'document.tooLarge'],
    ['no mail at all', 'no.eml', () => '\r\n\r\njust text', 'document.broken'],
  ])('refuses a file that is %s with its code', async (_, name, make, code) => {
    const path = join(folder, name)
    await writeFile(path, make())
    expect((await askPort('document.read', { path })).error?.code).toBe(code)
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

import { join } from 'node:path'
import { deflateSync } from 'node:zlib'
import { strToU8, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { readDocument } from '../../../../electron/runner/tools/documents/read-document.ts'
import { docxEntries, makeDocx, makeLongPdf, makePdf } from '../../../helpers/make-documents.ts'
import { readContent, refusal, scratchFolder } from './scratch.ts'

const folder = scratchFolder()
const letter = [{ paragraph: 'A short letter.' }]

describe('documents above a limit are refused with the limit they passed', () => {
  test.each([
    ['bytes', 'long.txt', 'a'.repeat(101), { bytes: 100 }],
    ['characters', 'long.txt', 'a'.repeat(101), { characters: 100 }],
    ['characters', 'long.csv', 'a,b\n1,2\n'.repeat(100), { characters: 100 }],
    ['characters', 'long.pdf', makeLongPdf(3), { characters: 4000 }],
    ['pages', 'long.pdf', makeLongPdf(3), { pages: 2 }],
    ['markupCharacters', 'long.html', `<html><body>${'<b></b>'.repeat(20)}hi</body></html>`, { markupCharacters: 100 }],
    ['pageItems', 'dense.pdf', makeLongPdf(1), { pageItems: 30 }],
    ['tags', 'long.html', `<html><body>${'<b></b>'.repeat(20)}hi</body></html>`, { tags: 40 }],
    ['tags', 'long.docx', makeDocx(letter), { tags: 100 }],
    ['expandedBytes', 'long.docx', makeDocx(letter), { expandedBytes: 1000 }],
    ['zipEntries', 'many.docx', makeDocx(letter), { zipEntries: 3 }],
  ])('%s', async (limit, name, content, limits) => {
    const max = Object.values(limits)[0]
    expect(await refusal(readContent(folder, name, content, limits))).toEqual({
      code: 'document.tooLarge',
      params: { name, limit, max },
    })
  })

  test.each([
    ['bytes', 'right.txt', 'a'.repeat(100), { bytes: 100, characters: 100 }],
    ['pages', 'right.pdf', makeLongPdf(3), { pages: 3 }],
  ])('%s exactly at the limit are read', async (_limit, name, content, limits) => {
    await expect(readContent(folder, name, content, limits)).resolves.toMatchObject({ name })
  })
})

describe('zip bombs', () => {
  const zeros = new Uint8Array(64 * 1024 * 1024)

  test('one that declares what it is', async () => {
    const bomb = zipSync({ ...docxEntries(letter), 'word/bomb.xml': zeros })
    expect(bomb.length).toBeLessThan(100_000)
    expect(await refusal(readContent(folder, 'bomb.docx', bomb))).toMatchObject({
      code: 'document.tooLarge',
      params: { limit: 'expandedBytes' },
    })
  })

  test('one that stays below the size but grows too fast', async () => {
    const bomb = zipSync({ ...docxEntries(letter), 'word/bomb.xml': zeros.subarray(0, 8 * 1024 * 1024) })
    expect(await refusal(readContent(folder, 'fast.docx', bomb))).toMatchObject({ params: { limit: 'expansionRatio' } })
  })

  test('one that lies about its size', async () => {
    const bomb = Buffer.from(zipSync({ ...docxEntries(letter), 'word/bomb.xml': zeros }))
    for (let at = 0; at < bomb.length - 30; at++) {
      if (bomb.readUInt32LE(at) === 0x02014b50 && bomb.readUInt32LE(at + 24) === zeros.length) {
        bomb.writeUInt32LE(1000, at + 24)
      }
    }
    expect(await refusal(readContent(folder, 'liar.docx', bomb))).toMatchObject({ code: 'document.broken' })
  })

  test('pictures do not count, since they are not unpacked', async () => {
    const picture = zipSync({ ...docxEntries(letter), 'word/media/image.bmp': zeros })
    expect((await readContent(folder, 'picture.docx', picture)).text).toBe('A short letter.')
  })

  test('entities that multiply are not expanded', async () => {
    const lines = Array.from({ length: 12 }, (_, index) => `<!ENTITY a${index + 1} "${`&a${index};`.repeat(10)}">`)
    const body =
      '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>&a12;</w:t></w:r></w:p></w:body></w:document>'
    const bomb = `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "laugh">${lines.join('')}]>${body}`
    const document = readContent(
      folder,
      'laugh.docx',
      zipSync({ ...docxEntries(letter), 'word/document.xml': strToU8(bomb) }),
    )
    const outcome = await document.then(
      ({ characters }) => characters,
      () => 0,
    )
    expect(outcome).toBeLessThan(100)
  })
})

describe('PDF streams that unfold', () => {
  const spaces = Buffer.alloc(8 * 1024 * 1024, ' ')
  const limits = { streamBytes: 1024 * 1024 }
  const tooLarge = (name: string) => ({
    code: 'document.tooLarge',
    params: { name, limit: 'streamBytes', max: limits.streamBytes },
  })

  test('once', async () => {
    const pdf = makePdf([[]], { content: deflateSync(spaces), filter: '/FlateDecode' })
    expect(pdf.length).toBeLessThan(20_000)
    expect(await refusal(readContent(folder, 'once.pdf', pdf, limits))).toEqual(tooLarge('once.pdf'))
  })

  test('twice', async () => {
    const content = deflateSync(deflateSync(spaces))
    const pdf = makePdf([[]], { content, filter: '[/FlateDecode /FlateDecode]' })
    expect(await refusal(readContent(folder, 'twice.pdf', pdf, limits))).toEqual(tooLarge('twice.pdf'))
  })

  test('with a length that lies', async () => {
    const pdf = makePdf([[]], { content: deflateSync(spaces), filter: '/FlateDecode' })
    const lying = Buffer.from(pdf.toString('latin1').replace(/\/Length \d{4,}/, '/Length 12'), 'latin1')
    expect(await refusal(readContent(folder, 'lying.pdf', lying, limits))).toEqual(tooLarge('lying.pdf'))
  })

  test('an ordinary compressed page is read', async () => {
    const content = deflateSync('BT /F1 11 Tf 60 780 Td (Compressed as usual.) Tj ET')
    const pdf = makePdf([[]], { content, filter: '/FlateDecode' })
    expect((await readContent(folder, 'usual.pdf', pdf, limits)).text).toBe('Compressed as usual.')
  })
})

describe('markup built to hurt', () => {
  test('elements nested deeper than any page needs are refused before they are parsed', async () => {
    const page = `<html><body>${'<div>'.repeat(1_000_000)}deep down</body></html>`
    expect(await refusal(readContent(folder, 'deep.html', page))).toEqual({
      code: 'document.tooLarge',
      params: { name: 'deep.html', limit: 'markupDepth', max: 5000 },
    })
  })

  test('four thousand nested elements are read, not recursed into', async () => {
    const page = `<html><body>${'<div>'.repeat(4000)}deep down</body></html>`
    expect((await readContent(folder, 'deep.html', page)).text).toBe('deep down')
  })

  test('what only looks nested is not: paragraphs left open, comparisons in scripts, comments', async () => {
    const script = `<script>${'if(a<b)c();'.repeat(6000)}</script><!-- ${'<div>'.repeat(6000)} -->`
    const page = `<html><body>${script}${'<p>one<br>'.repeat(6000)}</body></html>`
    expect((await readContent(folder, 'flat.html', page)).text).toContain('one')
  })

  test('a table within a table, a thousand deep', async () => {
    const page = `<html><body>${'<table><tr><td>left</td><td>'.repeat(1000)}core</body></html>`
    expect((await readContent(folder, 'tables.html', page)).text).toContain('core')
  })

  test('a line of a million spaces', async () => {
    const document = await readContent(folder, 'spaces.txt', `a${' '.repeat(1_000_000)}\n# ${' '.repeat(1_000_000)}b`)
    expect(document.text.endsWith('b')).toBe(true)
  })
})

describe('time', () => {
  test('a document that takes longer than it may', async () => {
    const reading = readContent(folder, 'slow.pdf', makeLongPdf(300), { milliseconds: 20 })
    expect(await refusal(reading)).toEqual({
      code: 'document.timedOut',
      params: { name: 'slow.pdf', limit: 'milliseconds', max: 20 },
    })
  })

  test('a reading that is stopped throws the reason it was stopped for', async () => {
    const stop = new AbortController()
    await readContent(folder, 'book.pdf', makeLongPdf(300))
    const reading = readDocument(join(folder, 'book.pdf'), { signal: stop.signal })
    const reason = new Error('the owner pressed Stop')
    setImmediate(() => stop.abort(reason))
    await expect(reading).rejects.toBe(reason)
    await expect(readDocument(join(folder, 'book.pdf'), { signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
  })
})

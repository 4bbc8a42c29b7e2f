import { execFileSync } from 'node:child_process'
import { appendFileSync, chmodSync, mkdirSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { strToU8, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { readRegularFile } from '../../../../electron/runner/tools/documents/open-file.ts'
import { readDocument } from '../../../../electron/runner/tools/documents/read-document.ts'
import { docxEntries, makeDocx, makeLongPdf, makePdf } from '../../../helpers/make-documents.ts'
import { readContent, refusal, scratchFolder } from './scratch.ts'

const folder = scratchFolder()
const fixtures = join(import.meta.dirname, '../../../fixtures/documents')
const letter = [{ heading: 'Letter' }, { paragraph: 'Dear colleagues, the office is closed on Friday.' }]

describe('files that cannot be opened', () => {
  test.each(['nothing here.txt', 'no folder/letter.txt'])('%s is missing', async (name) => {
    expect(await refusal(readDocument(join(folder, name)))).toMatchObject({ code: 'document.missing' })
  })

  test('a folder is not a document', async () => {
    mkdirSync(join(folder, 'letters.txt'))
    expect(await refusal(readDocument(join(folder, 'letters.txt')))).toEqual({
      code: 'document.unreadable',
      params: { name: 'letters.txt', reason: 'notAFile' },
    })
  })

  test.skipIf(process.platform === 'win32')('a pipe is refused at once, even with nobody writing to it', async () => {
    const path = join(folder, 'pipe.txt')
    execFileSync('mkfifo', [path])
    expect(await refusal(readDocument(path))).toMatchObject({ params: { reason: 'notAFile' } })
  })

  test.skipIf(process.platform === 'win32')('a device is refused', async () => {
    symlinkSync('/dev/zero', join(folder, 'zeros.txt'))
    expect(await refusal(readDocument(join(folder, 'zeros.txt')))).toMatchObject({ params: { reason: 'notAFile' } })
  })

  test.skipIf(process.platform === 'win32' || process.getuid?.() === 0)('a file without permission', async () => {
    const path = join(folder, 'secret.txt')
    writeFileSync(path, 'secret')
    chmodSync(path, 0)
    expect(await refusal(readDocument(path))).toEqual({
      code: 'document.unreadable',
      params: { name: 'secret.txt', reason: 'EACCES' },
    })
  })

  test('a circle of links and a name with a zero byte', async () => {
    symlinkSync(join(folder, 'circle.txt'), join(folder, 'circle.txt'))
    expect(await refusal(readDocument(join(folder, 'circle.txt')))).toMatchObject({ code: 'document.unreadable' })
    expect(await refusal(readDocument(`${folder}/a\u0000b.txt`))).toMatchObject({ code: 'document.unreadable' })
  })
})

describe('files that change while they are read', () => {
  /** Calls back before the given chunk of a file of three megabytes is read. */
  function during(chunk: number, change: () => void): AbortSignal {
    let asked = 0
    const signal = new AbortController().signal
    Object.defineProperty(signal, 'throwIfAborted', {
      value: () => {
        if (++asked === chunk) change()
      },
    })
    return signal
  }

  test.each([
    ['grow', (path: string) => appendFileSync(path, 'more')],
    ['shrink', (path: string) => truncateSync(path, 1_500_000)],
    ['are written over', (path: string) => writeFileSync(path, 'b'.repeat(3 * 1024 * 1024))],
  ])('when they %s', async (name, change) => {
    const path = join(folder, `${name}.txt`)
    writeFileSync(path, 'a'.repeat(3 * 1024 * 1024))
    const reading = readRegularFile(
      path,
      Number.MAX_SAFE_INTEGER,
      during(2, () => change(path)),
    )
    expect(await refusal(reading)).toEqual({ code: 'document.changed', params: { name: `${name}.txt` } })
  })
})

describe('files without text', () => {
  test.each([
    ['empty.txt', ''],
    ['empty.pdf', ''],
    ['blank.txt', ' \n\t\r\n '],
    ['blank.csv', ',,\n,,\n'],
    ['blank.md', '\n\n'],
  ])('%s is empty', async (name, content) => {
    expect(await refusal(readContent(folder, name, content))).toEqual({ code: 'document.empty', params: { name } })
  })

  test.each([
    ['scanned.pdf', makePdf([[], []])],
    ['pictures.docx', makeDocx([{ picture: true }])],
    ['pictures.html', '<!doctype html><html><body><img src="a.png"></body></html>'],
  ])('%s has no text', async (name, content) => {
    expect(await refusal(readContent(folder, name, content))).toEqual({ code: 'document.noText', params: { name } })
  })
})

describe('locked files', () => {
  test('a PDF with a password', async () => {
    expect(await refusal(readDocument(join(fixtures, 'locked.pdf')))).toMatchObject({ code: 'document.encrypted' })
  })

  test('a PDF that only forbids printing is read', async () => {
    expect((await readDocument(join(fixtures, 'no printing.pdf'))).text).toContain('The safe is opened at nine.')
  })

  test('a Word document with a password is an old container around the real one', async () => {
    const container = Buffer.concat([
      Buffer.from('d0cf11e0a1b11ae1', 'hex'),
      Buffer.alloc(1024),
      Buffer.from('EncryptedPackage', 'utf16le'),
      Buffer.alloc(512),
    ])
    expect(await refusal(readContent(folder, 'locked.docx', container))).toMatchObject({ code: 'document.encrypted' })
  })

  test('a container whose entries are encrypted', async () => {
    const zip = Buffer.from(makeDocx(letter))
    // Bit 0 of the flags of every entry in the central directory, and of its local header.
    for (const [signature, offset] of [
      [0x04034b50, 6],
      [0x02014b50, 8],
    ] as const) {
      for (let at = 0; at < zip.length - 30; at++) {
        if (zip.readUInt32LE(at) === signature) zip.writeUInt16LE(zip.readUInt16LE(at + offset) | 1, at + offset)
      }
    }
    expect(await refusal(readContent(folder, 'locked entries.docx', zip))).toMatchObject({ code: 'document.encrypted' })
  })
})

describe('broken files', () => {
  const docx = makeDocx(letter)
  const pdf = makeLongPdf(5)

  test.each([
    ['half.docx', docx.subarray(0, docx.length / 2)],
    ['no directory.docx', docx.subarray(0, docx.length - 30)],
    ['text.docx', 'This is not a Word document at all.'],
    ['no text part.docx', zipSync({ ...docxEntries(letter), 'word/document.xml': strToU8('<w:document><w:bo') })],
    ['text.pdf', 'This is not a PDF at all.'],
    ['header only.pdf', '%PDF-1.7\n'],
    [
      'noise.pdf',
      Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.from(Array.from({ length: 5000 }, (_, i) => (i * 7919) % 256))]),
    ],
  ])('%s is broken', async (name, content) => {
    expect(await refusal(readContent(folder, name, content))).toMatchObject({
      code: 'document.broken',
      params: { name },
    })
  })

  test('damaged compressed data in a docx', async () => {
    const damaged = Buffer.from(docx)
    const start = damaged.indexOf('word/document.xml') + 'word/document.xml'.length
    damaged.fill(0xaa, start, start + 60)
    expect(await refusal(readContent(folder, 'damaged.docx', damaged))).toMatchObject({ code: 'document.broken' })
  })

  test('a PDF whose last bytes are missing is read as far as it goes, with a warning', async () => {
    const document = await readContent(folder, 'cut.pdf', pdf.subarray(0, -20))
    expect(document.sections).toHaveLength(5)
    expect(document.warnings).toContainEqual({ code: 'pdf.incomplete', params: {} })
  })

  test('no kind of cut makes reading hang or throw anything else', async () => {
    for (const [name, whole] of [
      ['cut.docx', docx],
      ['cut.pdf', pdf],
    ] as const) {
      for (let part = 1; part < 20; part++) {
        const reading = readContent(folder, name, whole.subarray(0, Math.floor((whole.length * part) / 20)))
        const outcome = await reading.then(
          (document) => document.characters > 0,
          (error) => refusal(Promise.reject(error)),
        )
        expect(outcome === true || /^document\.(broken|noText)$/.test(outcome === false ? '' : outcome.code)).toBe(true)
      }
    }
  })
})

describe('other kinds', () => {
  const zip = (entry: string): Uint8Array =>
    zipSync({ '[Content_Types].xml': strToU8('<Types/>'), [entry]: strToU8('<x/>') })

  test.each([
    ['book.epub', zip('META-INF/container.xml'), 'epub'],
    ['things.jar', zip('a.class'), 'jar'],
    ['letter.rtf', '{\\rtf1 Hello}', 'rtf'],
    ['old.doc', Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from('WordDocument', 'utf16le')]), 'doc'],
    ['noise.txt', Buffer.from(Array.from({ length: 4000 }, (_, index) => (index * 7919) % 256)), 'binary'],
  ])('%s is not supported, and named', async (name, content, format) => {
    expect(await refusal(readContent(folder, name, content))).toEqual({
      code: 'document.unsupported',
      params: { name, format },
    })
  })
})

test('the message of an error never holds the text of the document', async () => {
  const reading = readContent(folder, 'private.docx', 'My secret number is 4711.')
  await expect(reading).rejects.toSatisfy((error) => !String(error).includes('4711'))
})

test('the fixtures are what they are called', () => {
  expect(readFileSync(join(fixtures, 'locked.pdf')).includes('/Encrypt')).toBe(true)
  expect(readFileSync(join(fixtures, 'no printing.pdf')).includes('/Encrypt')).toBe(true)
})

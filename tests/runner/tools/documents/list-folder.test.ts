import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type ListOptions, listDocuments } from '../../../../electron/runner/tools/documents/list-folder.ts'
import { readDocument } from '../../../../electron/runner/tools/documents/read-document.ts'
import { makeFolderOfDocuments } from '../../../helpers/make-documents.ts'
import { refusal, scratchFolder } from './scratch.ts'

const scratch = scratchFolder()
const everything: ListOptions = { recursive: true, kinds: ['txt', 'md', 'html', 'csv', 'pdf', 'docx'] }

function folderWith(name: string, files: readonly string[]): string {
  const folder = join(scratch, name)
  mkdirSync(folder, { recursive: true })
  for (const file of files) {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    writeFileSync(join(folder, file), 'text')
  }
  return folder
}

async function namesIn(folder: string, options: Partial<ListOptions> = {}): Promise<string[]> {
  const { files } = await listDocuments(folder, { ...everything, ...options })
  return files.map(({ relativePath }) => relativePath)
}

describe('the files', () => {
  test('come in the order a person would put them, with size and time', async () => {
    const folder = folderWith('order', [
      'note 10.txt',
      'Note 2.md',
      'b/1.txt',
      'a.txt',
      '第2章.txt',
      '第10章.txt',
      'b.txt',
    ])
    utimesSync(join(folder, 'a.txt'), new Date('2026-04-01T08:00:00Z'), new Date('2026-04-01T08:00:00.250Z'))
    const { files, skipped } = await listDocuments(folder, everything)
    expect(files.map(({ relativePath }) => relativePath)).toEqual([
      'a.txt',
      'b/1.txt',
      'b.txt',
      'Note 2.md',
      'note 10.txt',
      '第2章.txt',
      '第10章.txt',
    ])
    expect(files[0]).toMatchObject({ bytes: 4, modifiedAt: Date.parse('2026-04-01T08:00:00.250Z') })
    expect(files[0]?.path.endsWith('a.txt')).toBe(true)
    expect(skipped).toEqual([])
  })

  test('two hundred are found, and every one of them can be read', async () => {
    const folder = join(scratch, 'two hundred')
    await makeFolderOfDocuments(folder, 200)
    const { files } = await listDocuments(folder, everything)
    expect(files.map(({ relativePath }) => Number(/\d+/.exec(relativePath)?.[0]))).toEqual(
      Array.from({ length: 200 }, (_, index) => index + 1),
    )
    for (const [index, { path, bytes }] of files.entries()) {
      const document = await readDocument(path)
      expect(document.text).toContain(String((index + 1) * 3))
      expect(document.bytes).toBe(bytes)
    }
  })

  test('in folders inside it only when asked', async () => {
    const folder = folderWith('nested', ['top.txt', 'inner/deep/low.txt'])
    expect(await namesIn(folder)).toEqual(['inner/deep/low.txt', 'top.txt'])
    expect(await namesIn(folder, { recursive: false })).toEqual(['top.txt'])
  })

  test('of the asked kinds only', async () => {
    const folder = folderWith('kinds', ['a.txt', 'b.PDF', 'c.pdf', 'd.docx'])
    expect(await namesIn(folder, { kinds: ['pdf'] })).toEqual(['b.PDF', 'c.pdf'])
  })
})

describe('what is passed over is told', () => {
  test('hidden, locked, foreign and own files', async () => {
    const folder = folderWith('mixed', [
      'ok.txt',
      '.hidden.txt',
      '.git/config.txt',
      '~$letter.docx',
      '.~lock.letter.docx#',
      'photo.jpg',
      'Thumbs.db',
      'out/report.html',
    ])
    const { files, skipped } = await listDocuments(folder, {
      ...everything,
      ownOutputs: [join(folder, 'out/report.html')],
    })
    expect(files.map(({ relativePath }) => relativePath)).toEqual(['ok.txt'])
    expect(Object.fromEntries(skipped.map(({ relativePath, code }) => [relativePath, code]))).toEqual({
      '.hidden.txt': 'file.hidden',
      '.git': 'folder.hidden',
      '~$letter.docx': 'file.officeLock',
      '.~lock.letter.docx#': 'file.officeLock',
      'photo.jpg': 'file.otherKind',
      'Thumbs.db': 'file.hidden',
      'out/report.html': 'file.ownOutput',
    })
  })

  test.skipIf(process.platform === 'win32')(
    'links: out of the folder, to nowhere, to a file already there; pipes',
    async () => {
      const outside = folderWith('outside', ['secret.txt'])
      const folder = folderWith('links', ['real.txt', 'not asked/other.txt'])
      symlinkSync(join(outside, 'secret.txt'), join(folder, 'escape.txt'))
      symlinkSync(outside, join(folder, 'escape folder'))
      symlinkSync(join(folder, 'gone.txt'), join(folder, 'broken.txt'))
      symlinkSync(join(folder, 'real.txt'), join(folder, 'again.txt'))
      symlinkSync(join(folder, 'not asked/other.txt'), join(folder, 'inner link.txt'))
      symlinkSync(join(folder, 'not asked'), join(folder, 'folder link.txt'))
      execFileSync('mkfifo', [join(folder, 'pipe.txt')])
      const { files, skipped } = await listDocuments(folder, { ...everything, recursive: false })
      expect(files.map(({ relativePath }) => relativePath)).toEqual(['inner link.txt', 'real.txt'])
      expect(Object.fromEntries(skipped.map(({ relativePath, code }) => [relativePath, code]))).toEqual({
        'again.txt': 'link.repeated',
        'broken.txt': 'link.broken',
        'escape.txt': 'link.outside',
        'escape folder': 'file.otherKind',
        'folder link.txt': 'file.notRegular',
        'pipe.txt': 'file.notRegular',
      })
    },
  )

  test('a folder that is a link itself is listed where it leads', async () => {
    const folder = folderWith('target', ['a.txt'])
    symlinkSync(folder, join(scratch, 'shortcut'))
    expect(await namesIn(join(scratch, 'shortcut'))).toEqual(['a.txt'])
  })

  test('folders below the deepest level', async () => {
    const folder = folderWith('deep', ['1/2/3/low.txt', '1/high.txt'])
    const { files, skipped } = await listDocuments(folder, { ...everything, limits: { depth: 2 } })
    expect(files.map(({ relativePath }) => relativePath)).toEqual(['1/high.txt'])
    expect(skipped).toEqual([{ relativePath: '1/2/3', code: 'folder.tooDeep' }])
  })

  test('a thousand by name, the rest by number', async () => {
    const folder = folderWith(
      'photos',
      Array.from({ length: 1005 }, (_, index) => `${index}.jpg`),
    )
    const { skipped, skippedMore } = await listDocuments(folder, everything)
    expect([skipped.length, skippedMore]).toEqual([1000, 5])
  })
})

describe('folders that cannot be listed', () => {
  test('gone', async () => {
    const folder = folderWith('gone', [])
    rmSync(folder, { recursive: true })
    expect(await refusal(listDocuments(folder, everything))).toEqual({
      code: 'folder.missing',
      params: { name: 'gone' },
    })
  })

  test('not a folder', async () => {
    const folder = folderWith('almost', ['file.txt'])
    expect(await refusal(listDocuments(join(folder, 'file.txt'), everything))).toEqual({
      code: 'folder.unreadable',
      params: { name: 'file.txt', reason: 'ENOTDIR' },
    })
  })

  test.skipIf(process.platform === 'win32' || process.getuid?.() === 0)('without permission', async () => {
    const folder = folderWith('closed', ['inner/a.txt'])
    chmodSync(join(folder, 'inner'), 0)
    expect((await listDocuments(folder, everything)).skipped).toEqual([
      { relativePath: 'inner', code: 'folder.unreadable' },
    ])
    expect(await refusal(listDocuments(join(folder, 'inner'), everything))).toMatchObject({
      params: { reason: 'EACCES' },
    })
    chmodSync(join(folder, 'inner'), 0o700)
  })

  test('with more documents, or more entries, than can be looked at', async () => {
    const folder = folderWith('crowd', ['1.txt', '2.txt', '3.txt', '4.jpg'])
    expect(await refusal(listDocuments(folder, { ...everything, limits: { files: 2 } }))).toEqual({
      code: 'folder.tooMany',
      params: { name: 'crowd', limit: 'files', max: 2 },
    })
    expect(await refusal(listDocuments(folder, { ...everything, limits: { entries: 3 } }))).toMatchObject({
      params: { limit: 'entries', max: 3 },
    })
    expect(await namesIn(folder, { limits: { files: 3, entries: 4 } })).toHaveLength(3)
  })

  test('a listing that is stopped throws the reason', async () => {
    const reason = new Error('stop')
    const folder = folderWith('stopped', ['1.txt'])
    await expect(listDocuments(folder, { ...everything, signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
  })
})

import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { extractText } from 'unpdf'
import { makeXlsx } from '../helpers/make-workbook.ts'
import { send } from './commands.ts'
import { expect, test } from './fixtures.ts'
import { runSteps } from './job.ts'
import { makeFolders } from './ready-agent.ts'
import { answerFolderDialogs } from './stand-ins.ts'

const sums = [
  { id: 'sums', kind: 'sumUp', from: 'table', groupBy: '地区', how: 'sum', values: 'Amount', order: 'value' },
]

test('a report is a PDF that holds its chart and its Chinese, and needs no model', async ({ start, folder }) => {
  const folders = await makeFolders(folder)
  const file = join(folders.read, 'sales.xlsx')
  const rows = [
    ['地区', 'Amount'],
    ['华东', 1200],
    ['华南', 800],
    ['华东', 300],
  ]
  await writeFile(file, await makeXlsx([{ sheet: 'October', rows }]))
  const log = join(folder, 'log.md')
  await writeFile(log, '# Log\n\nBegun on Monday.\n')
  const companion = await start()
  await answerFolderDialogs(companion.app, [file, log])
  await send(companion.page, 'files.pick', { access: 'read', kinds: ['xlsx'], startAt: null })
  await send(companion.page, 'files.pick', { access: 'write', kinds: ['md'], startAt: null })
  const chart = { names: '地区', values: 'Sum of Amount', title: 'Sales', folder: folders.write }
  await runSteps(companion, folders, [
    { id: 'table', kind: 'readTable', file },
    ...sums,
    { id: 'chart', kind: 'drawChart', from: 'sums', shape: 'bar', ...chart },
    {
      id: 'pdf',
      kind: 'writeDocument',
      from: 'sums',
      folder: folders.write,
      title: '十月销售',
      format: 'pdf',
      chart: 'chart',
    },
    {
      id: 'log',
      kind: 'writeDocument',
      from: 'sums',
      mode: 'append',
      folder: null,
      file: log,
      title: 'Week 48',
      format: 'md',
    },
  ])
  const name = (await readdir(folders.write)).find((each) => each.endsWith('.pdf')) ?? ''
  expect(name).toMatch(/^十月销售 /)
  const path = join(folders.write, name)
  const { text } = await extractText(new Uint8Array(await readFile(path)), { mergePages: true })
  // Skia names some characters by their radicals, which look the same.
  const said = text.normalize('NFKC').replace(/\s+/g, '')
  for (const word of ['十月销售', '华东', '1500', '华南']) expect(said).toContain(word)
  // No model was asked, so that none is named.
  expect(said).not.toContain('Practice')
  // The chart is in it as a picture.
  expect((await readFile(path)).toString('latin1')).toMatch(/\/Subtype\s*\/Image/)
  const after = await readFile(log, 'utf8')
  expect(after.startsWith('# Log\n\nBegun on Monday.\n')).toBe(true)
  expect(after).toContain('## Week 48')
  expect(after).toContain('华东')
})

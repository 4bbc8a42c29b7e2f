import { readdir, readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { join } from 'node:path'
import readXlsxFile from 'read-excel-file/node'
import { z } from 'zod'
import type { Behaviour } from '../helpers/vendor-server/behaviour.ts'
import { makePdf } from '../helpers/make-documents.ts'
import { makeXlsx } from '../helpers/make-workbook.ts'
import { nodeProgram } from '../helpers/node-program.ts'
import { send } from './commands.ts'
import { expect, test } from './fixtures.ts'
import { answer, ended, runSteps, startSteps, startWithService, usageBody } from './job.ts'
import { makeFolders } from './ready-agent.ts'
import { answerFolderDialogs } from './stand-ins.ts'
import { say } from './words.ts'

test('invoices become a spreadsheet with totals', async ({ start, vendor, folder }) => {
  const folders = await makeFolders(folder)
  const bills = [
    ['Baker & Sons', '1,234.50', '2026-06-30'],
    ['Miller Ltd', '65.50', '2026-07-01'],
  ] as const
  for (const [supplier, total, due] of bills) {
    const pdf = makePdf([[`Invoice of ${supplier}`, `Total due: ${total} EUR`, `Payable by ${due}`]])
    await writeFile(join(folders.read, `${supplier}.pdf`), pdf)
  }
  const companion = await startWithService(start, vendor)
  vendor.script(
    {},
    ...bills.map(([supplier, total, due]) => answer(JSON.stringify({ rows: [{ supplier, total, due }] }))),
  )
  const columns = [
    { name: 'supplier', type: 'text', meaning: '' },
    { name: 'total', type: 'money', meaning: '' },
    { name: 'due', type: 'date', meaning: '' },
  ]
  const run = await runSteps(companion, folders, [
    { id: 'read', kind: 'readFolder', folder: folders.read, recursive: false, matching: '*.pdf' },
    { id: 'facts', kind: 'extract', from: 'read', columns, rows: 'one' },
    { ...table, from: 'facts', folder: folders.write, title: 'Invoices', totals: true },
  ])
  const [sheet] = await readXlsxFile(await onlyFile(folders.write))
  expect(sheet?.data).toEqual([
    ['supplier', 'total', 'due'],
    ['Baker & Sons', 1234.5, new Date('2026-06-30T00:00:00Z')],
    ['Miller Ltd', 65.5, new Date('2026-07-01T00:00:00Z')],
    ['Total', 1300, null],
  ])
  // Two calls of 1,000 and 100 tokens, at 1 and 2 dollars a million.
  expect(run.usage).toMatchObject({ calls: 2, tokens: { input: 2000, output: 200 } })
  await expect(companion.page.locator('.gauge').filter({ hasText: say('runs.money') })).toContainText('$0.0024')
})

test('a month of sales is analysed, with a chart and a written report', async ({ start, vendor, folder }) => {
  const folders = await makeFolders(folder)
  const file = join(folders.read, 'sales.xlsx')
  const rows = Array.from({ length: 60 }, (_, index) => [index % 2 === 0 ? 'North' : 'South', (index % 7) + 0.1])
  await writeFile(file, await makeXlsx([{ sheet: 'October', rows: [['Region', 'Amount'], ...rows] }]))
  const companion = await startWithService(start, vendor)
  vendor.script({}, answer('North sold **more** than South.'))
  await answerFolderDialogs(companion.app, [file])
  await send(companion.page, 'files.pick', { access: 'read', kinds: ['xlsx'], startAt: null })
  await runSteps(companion, folders, [
    { id: 'table', kind: 'readTable', file, sheet: '', columns: '', filter: null },
    { id: 'sums', kind: 'sumUp', from: 'table', groupBy: 'Region', how: 'sum', values: 'Amount', order: 'value' },
    {
      id: 'chart',
      kind: 'drawChart',
      from: 'sums',
      shape: 'bar',
      names: 'Region',
      values: 'Sum of Amount',
      title: 'Sales',
      folder: folders.write,
    },
    { id: 'words', kind: 'askAi', from: 'sums', mode: 'all', instruction: 'What stands out?' },
    { id: 'report', kind: 'writeDocument', from: 'words', folder: folders.write, title: 'October', format: 'docx' },
  ])
  const names = (await readdir(folders.write)).sort()
  expect(names.map((name) => name.replace(/ \d{4}-\d{2}-\d{2}/, ''))).toEqual(['October.docx', 'Sales.png'])
  const picture = await readFile(join(folders.write, names[1] ?? ''))
  expect(picture.subarray(1, 4).toString()).toBe('PNG')
  // The model saw the two sums, not the sixty rows.
  const asked = vendor.records().find(({ path }) => path.endsWith('/chat/completions'))
  const total = (first: number) =>
    rows.filter((_, index) => index % 2 === first).reduce((sum, [, amount]) => sum + Number(amount), 0)
  for (const first of [0, 1]) expect(JSON.stringify(asked?.body)).toContain(total(first).toFixed(0))
  expect(JSON.stringify(asked?.body).length).toBeLessThan(3000)
})

test('an article is drafted from notes, in both languages', async ({ start, vendor, folder }) => {
  const folders = await makeFolders(folder)
  await writeFile(join(folders.read, 'notes.md'), '# Notes\n\n- The roof was repaired.\n- It cost 4,180 euros.\n')
  const companion = await startWithService(start, vendor)
  vendor.script(
    {},
    answer('## The roof\n\nThe roof was repaired for 4,180 euros.'),
    answer('## 屋顶\n\n屋顶已修好，花费 4,180 欧元。'),
  )
  await runSteps(companion, folders, [
    { id: 'read', kind: 'readFolder', folder: folders.read, recursive: false },
    {
      id: 'article',
      kind: 'draft',
      from: 'read',
      mode: 'all',
      sort: 'article',
      tone: 'plain',
      language: 'en',
      instruction: '',
    },
    { id: 'english', kind: 'writeDocument', from: 'article', folder: folders.write, title: 'The roof', format: 'md' },
    { id: 'chinese', kind: 'translate', from: 'article', language: 'zh' },
    { id: 'second', kind: 'writeDocument', from: 'chinese', folder: folders.write, title: '屋顶', format: 'md' },
  ])
  const texts = await Promise.all(
    (await readdir(folders.write)).map((name) => readFile(join(folders.write, name), 'utf8')),
  )
  expect(texts).toHaveLength(2)
  expect(texts.join('\n')).toContain('The roof was repaired for 4,180 euros.')
  expect(texts.join('\n')).toContain('屋顶已修好')
})

test('a folder is sorted by what is in its files, and put back as it was with one press', async ({
  start,
  vendor,
  folder,
}) => {
  const folders = await makeFolders(folder)
  const files = {
    'scan 1.txt': 'Please pay 20 euros.',
    'scan 2.txt': 'Dear Ann, how are you?',
    'scan 3.txt': 'Invoice 7.',
  }
  for (const [name, text] of Object.entries(files)) await writeFile(join(folders.read, name), text)
  const companion = await startWithService(start, vendor)
  const { app, page } = companion
  vendor.script({}, answer('Bills'), answer('Letters'), answer('Bills'))
  // The folder that is read is put in order itself.
  await answerFolderDialogs(app, [folders.read])
  await send(page, 'folders.pick', { access: 'write', startAt: null })
  await runSteps(companion, folders, [
    { id: 'read', kind: 'readFolder', folder: folders.read, recursive: false },
    { id: 'sort', kind: 'classify', from: 'read', labels: [{ name: 'Bills' }, { name: 'Letters' }], column: 'label' },
    { id: 'put', kind: 'arrangeFiles', from: 'sort', action: 'move', folder: folders.read, into: '{label}', name: '' },
  ])
  expect((await readdir(folders.read)).sort()).toEqual(['Bills', 'Letters'])
  expect((await readdir(join(folders.read, 'Bills'))).sort()).toEqual(['scan 1.txt', 'scan 3.txt'])

  // One of them is edited meanwhile: it stays as its owner left it.
  await writeFile(join(folders.read, 'Bills', 'scan 3.txt'), 'Invoice 7, paid.')
  await page.getByText(say('runs.changes.title', { count: 3 })).click()
  await page.getByRole('button', { name: say('runs.changes.undo') }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText(say('runs.changes.how'))
  await dialog.getByRole('button', { name: say('runs.changes.confirm') }).click()
  await expect(page.getByText(say('runs.changes.refused.changed'))).toBeVisible()
  await expect(page.getByText(say('runs.changes.undone'))).toHaveCount(2)
  expect(await readFile(join(folders.read, 'scan 1.txt'), 'utf8')).toBe(files['scan 1.txt'])
  expect(await readFile(join(folders.read, 'scan 2.txt'), 'utf8')).toBe(files['scan 2.txt'])
  expect(await readFile(join(folders.read, 'Bills', 'scan 3.txt'), 'utf8')).toBe('Invoice 7, paid.')
})

test('a price page is watched, and its owner is told when the price falls', async ({ start, vendor, folder }) => {
  const folders = await makeFolders(folder)
  let price = '1,299.00'
  const shop = createServer((_, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.end(`<html><head><title>Kettle</title></head><body><h1>Kettle</h1><p>Price: € ${price}</p></body></html>`)
  })
  await new Promise<void>((resolve) => shop.listen(0, '127.0.0.1', resolve))
  const address = z.object({ port: z.number() }).parse(shop.address())
  try {
    const companion = await startWithService(start, vendor)
    const steps = [
      {
        id: 'page',
        kind: 'readPage',
        address: `http://127.0.0.1:${address.port}/`,
        what: 'number',
        part: 'Price',
        render: 'plain',
      },
      {
        id: 'fell',
        kind: 'decide',
        from: 'page',
        test: { kind: 'compare', column: 'change', operator: 'below', value: '0' },
      },
      { id: 'tell', kind: 'notify', from: 'fell', message: 'Now {value}, it was {before}.' },
    ]
    const told = companion.page.getByRole('status').filter({ hasText: 'it was' })
    await runSteps(companion, folders, steps)
    await runSteps(companion, folders, steps)
    await expect(told).toHaveCount(0)
    price = '999.50'
    await runSteps(companion, folders, steps)
    await expect(told).toContainText('Now 999.5, it was 1299.')
    expect(vendor.records().filter(({ path }) => path.endsWith('/chat/completions'))).toEqual([])
  } finally {
    shop.close()
  }
})

test('a small program is written, and its tests are run once its owner has seen the command', async ({
  start,
  vendor,
  folder,
}) => {
  const folders = await makeFolders(folder)
  const companion = await startWithService(start, vendor)
  const { app, page } = companion
  const files = {
    'add.mjs': 'export const add = (a, b) => a + b\n',
    'add.test.mjs':
      "import { test } from 'node:test'\nimport assert from 'node:assert'\nimport { writeFileSync } from 'node:fs'\nimport { add } from './add.mjs'\ntest('adds', () => {\n  assert.equal(add(1, 2), 3)\n  writeFileSync('passed.txt', 'yes')\n})\n",
  }
  vendor.script(
    {},
    ...Object.entries(files).map(([name, text], index): Behaviour => {
      const input = { path: `reports/${name}`, text }
      const call = { id: `call-${index}`, name: 'write_file', arguments: JSON.stringify(input) }
      return { text: '', toolCalls: [call], finishReason: 'tool_calls', usageBody }
    }),
    answer('I wrote the program and a test for it.'),
  )
  await answerFolderDialogs(app, [nodeProgram])
  await send(page, 'programs.pick', { startAt: null })
  const tools = { folders: [{ path: folders.write, access: 'write' }] }
  const runId = await startSteps(companion, folders, [
    {
      id: 'write',
      kind: 'work',
      from: null,
      goal: 'Write add(a, b) with a test.',
      tools,
      turns: 10,
      minutes: 5,
      spend: 0,
    },
    {
      id: 'test',
      kind: 'runProgram',
      from: null,
      program: { path: nodeProgram, arguments: ['--test', 'add.test.mjs'] },
      folder: folders.write,
      minutes: 2,
    },
  ])
  const card = page.getByRole('article').filter({ hasText: '--test' })
  await expect(card).toContainText('add.test.mjs', { timeout: 60_000 })
  await expect(card).toContainText(nodeProgram)
  await card.getByRole('button', { name: say('approvals.approve') }).click()
  await expect.poll(() => ended(page, runId), { timeout: 60_000 }).toEqual({ name: 'succeeded', outcome: 'complete' })
  for (const [name, text] of Object.entries(files)) {
    expect(await readFile(join(folders.write, name), 'utf8')).toBe(text)
  }
  expect(await readFile(join(folders.write, 'passed.txt'), 'utf8')).toBe('yes')
})

const table = { id: 'out', kind: 'writeTable', mode: 'new', format: 'xlsx', file: null }

async function onlyFile(folder: string): Promise<Buffer> {
  const names = await readdir(folder)
  expect(names).toHaveLength(1)
  return readFile(join(folder, names[0] ?? ''))
}

import { describe, expect, it } from 'vitest'
import { askPort } from './ask-port.ts'
import { stepRun } from '../../electron/dev/port/operations/step-run.ts'

const base64 = (text: string) => Buffer.from(text).toString('base64')
const prices = {
  kind: 'items',
  items: [
    { name: 'tea', fields: { price: '4,50 €' } },
    { name: 'lamp', fields: { price: 39 } },
    { name: 'desk', fields: { price: '1,200.00' } },
  ],
}
const run = async (args: object) => (await askPort('step.run', args)).ok

describe('step.run', () => {
  it('answers its own example as it says', async () => {
    expect(await run(Object(stepRun.example.args))).toEqual(stepRun.example.ok)
  })

  it('lets those things of a list go on that pass a comparison', async () => {
    const test = { kind: 'compare', column: 'price', operator: 'above', value: '10' }
    expect(await run({ step: { kind: 'decide', test }, inputs: prices })).toMatchObject({
      refused: null,
      result: { kind: 'items', count: 2, items: [{ name: 'lamp' }, { name: 'desk' }] },
    })
  })

  it('answers the code of a refusal', async () => {
    const test = { kind: 'compare', column: 'weight', operator: 'above', value: '10' }
    expect(await run({ step: { kind: 'decide', test }, inputs: prices })).toMatchObject({
      result: null,
      refused: { code: 'run.noSuchColumn' },
    })
  })

  it('reads files it was given, and says what it left out', async () => {
    const files = {
      'note.md': base64('# Rent\n\nPaid.'),
      'deep/a.txt': base64('Deep.'),
      'broken.pdf': base64('%PDF-1.7'),
    }
    const answer = await run({ step: { kind: 'readFolder', folder: '@', recursive: true }, files })
    expect(answer).toMatchObject({
      result: {
        kind: 'documents',
        documents: [{ path: '@/deep/a.txt' }, { path: '@/note.md', relativePath: 'note.md' }],
      },
      texts: ['Deep.', '# Rent\n\nPaid.'],
      leftOut: [{ item: 'broken.pdf', code: 'document.broken' }],
      files,
    })
  })

  it('writes into its folder, and answers what it wrote', async () => {
    const step = {
      kind: 'writeCalendar',
      start: 'day',
      end: '',
      entry: 'Pay {name}',
      place: '',
      title: 'Bills',
      folder: '@',
    }
    const inputs = { kind: 'items', items: [{ name: 'rent', fields: { day: '2026-12-01' } }] }
    const answer = await run({ step, inputs })
    expect(answer).toMatchObject({ result: { kind: 'written', path: expect.stringMatching(/^@\/.*\.ics$/) } })
    const [content] = Object.values(Object(answer).files)
    const text = Buffer.from(String(content), 'base64').toString()
    expect(text).toContain('SUMMARY:Pay rent')
    expect(text).toContain('20261201')
  })

  it('refuses folders that were not granted, questions nobody said yes to, and steps that ask a model', async () => {
    expect(await run({ step: { kind: 'readFolder', folder: '/etc', recursive: false } })).toMatchObject({
      refused: { code: 'folder.notGranted' },
    })
    const question = { step: { kind: 'approve', message: 'Go on?' }, inputs: { kind: 'text', text: 'The report.' } }
    expect(await run(question)).toMatchObject({
      refused: { code: 'approval.refused' },
      questions: [{ message: 'Go on?' }],
    })
    expect(await run({ ...question, approve: true })).toMatchObject({ refused: null, result: { kind: 'approved' } })
    const summarize = { step: { kind: 'summarize', length: 'short', focus: '' }, inputs: question.inputs }
    expect((await askPort('step.run', summarize)).error?.code).toBe('request.invalid')
    const program = { path: process.execPath, arguments: ['-e', 'require("fs").writeFileSync("ran", "")'] }
    const start = { step: { kind: 'runProgram', program, folder: '@', minutes: 1 }, approve: true }
    expect((await askPort('step.run', start)).error?.code).toBe('request.invalid')
    const page = { kind: 'readPage', address: 'https://example.com/', what: 'number', part: '', render: 'plain' }
    expect(await run({ step: page })).toMatchObject({ result: null, refused: { code: 'request.invalid' } })
    expect((await askPort('step.run', { ...question, files: { '../out.txt': '' } })).error?.code).toBe(
      'request.invalid',
    )
  })
})

import { describe, expect, it } from 'vitest'
import { fieldsOf, problemsOf, stepDefinitions, stepKinds, stepSchema } from '../../../shared/steps/step.ts'

const whole = {
  readFolder: { id: 'read', kind: 'readFolder', folder: '/documents', recursive: true },
  summarize: { id: 'summarize', kind: 'summarize', from: 'read', length: 'medium', focus: '' },
  writeDocument: {
    id: 'write',
    kind: 'writeDocument',
    from: 'summarize',
    folder: '/reports',
    title: 'Summary',
    format: 'html',
  },
  work: {
    id: 'work',
    kind: 'work',
    from: null,
    goal: 'Write a script that adds numbers, and try it.',
    tools: { folders: [{ path: '/project', access: 'write' }], note: true },
    turns: 20,
    minutes: 30,
    spend: 1,
  },
  runProgram: {
    id: 'run',
    kind: 'runProgram',
    from: null,
    program: { path: '/usr/bin/python3', arguments: ['-m', 'unittest'] },
    folder: '/project',
    minutes: 5,
  },
  drawChart: {
    id: 'draw',
    kind: 'drawChart',
    from: 'read',
    shape: 'bar',
    names: 'region',
    values: 'sales',
    title: 'Sales',
    folder: '/reports',
  },
  writeCalendar: {
    id: 'dates',
    kind: 'writeCalendar',
    from: 'read',
    start: 'due',
    end: '',
    entry: '{name} is due',
    place: '',
    title: 'Dates',
    folder: '/reports',
  },
  readPage: {
    id: 'page',
    kind: 'readPage',
    address: 'https://example.com/',
    what: 'number',
    part: '',
    render: 'plain',
  },
  askAi: { id: 'ai', kind: 'askAi', from: 'read', mode: 'each', instruction: 'List the dates.' },
  extract: {
    id: 'extract',
    kind: 'extract',
    from: 'read',
    columns: [{ name: 'total', type: 'money', meaning: '' }],
    rows: 'one',
  },
  classify: {
    id: 'sort',
    kind: 'classify',
    from: 'read',
    labels: [{ name: 'urgent' }, { name: 'other' }],
    column: 'label',
  },
  translate: { id: 'translate', kind: 'translate', from: 'read', language: 'zh' },
  compare: { id: 'compare', kind: 'compare', from: 'read', other: null, focus: '' },
  draft: {
    id: 'draft',
    kind: 'draft',
    from: 'read',
    mode: 'each',
    sort: 'reply',
    tone: 'friendly',
    language: 'same',
    instruction: '',
  },
  decide: {
    id: 'decide',
    kind: 'decide',
    from: 'read',
    test: { kind: 'compare', column: 'total', operator: 'above', value: '5000' },
  },
  otherwise: { id: 'otherwise', kind: 'otherwise', from: 'decide' },
  readFeed: { id: 'feed', kind: 'readFeed', address: 'https://example.com/feed', which: 'new', most: 20 },
  readFile: { id: 'file', kind: 'readFile', file: '/documents/a.pdf' },
  readTable: { id: 'table', kind: 'readTable', file: '/documents/a.xlsx', sheet: '', columns: '', filter: null },
  sumUp: { id: 'sum', kind: 'sumUp', from: 'table', groupBy: 'region', how: 'sum', values: 'sales', order: 'value' },
  writeTable: {
    id: 'out',
    kind: 'writeTable',
    from: 'sum',
    mode: 'new',
    folder: '/reports',
    title: 'Sales',
    format: 'xlsx',
    file: null,
    totals: true,
  },
  arrangeFiles: {
    id: 'arrange',
    kind: 'arrangeFiles',
    from: 'read',
    action: 'move',
    folder: '/documents',
    into: '{label}',
    name: '',
  },
  notify: { id: 'tell', kind: 'notify', from: 'read', message: 'Look at {name}.' },
  readMail: { id: 'mails', kind: 'readMail', account: 'mail-1', mailbox: 'INBOX', which: 'new', most: 20 },
  sendMail: {
    id: 'reply',
    kind: 'sendMail',
    from: 'mails',
    account: 'mail-1',
    mode: 'draft',
    to: '{from}',
    subject: 'Re: {subject}',
    body: '{text}',
  },
  sendMessage: {
    id: 'message',
    kind: 'sendMessage',
    from: 'read',
    robot: 'robot-1',
    mode: 'all',
    text: '{name}',
  },
  readClipboard: { id: 'clipboard', kind: 'readClipboard' },
  readResult: { id: 'result', kind: 'readResult', agent: 'agent-2', which: 'newest' },
  describeImages: { id: 'see', kind: 'describeImages', from: 'read', language: 'en', instruction: '' },
  approve: { id: 'ask', kind: 'approve', from: 'summarize', message: 'Shall I write it?' },
}

describe('the kinds of step', () => {
  it('are the ones that are defined', () => {
    expect(Object.keys(stepDefinitions).sort()).toEqual([...stepKinds].sort())
  })

  it.each(stepKinds)('%s offers only fields it has, and every choice it offers is allowed', (kind) => {
    const step = stepSchema.parse(whole[kind])
    const names = fieldsOf(kind).map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
    for (const field of fieldsOf(kind)) {
      expect(Object.keys(step)).toContain(field.name)
      if (field.control !== 'choice') continue
      for (const choice of field.choices) {
        expect(stepSchema.safeParse({ ...whole[kind], [field.name]: choice }).success, `${field.name} ${choice}`).toBe(
          true,
        )
      }
      expect(stepSchema.safeParse({ ...whole[kind], [field.name]: 'anything else' }).success).toBe(false)
    }
  })

  it.each(stepKinds)('%s takes text as long as its form allows, and no longer', (kind) => {
    for (const field of fieldsOf(kind)) {
      if (field.control !== 'text') continue
      const withText = (length: number) =>
        stepSchema.safeParse({ ...whole[kind], [field.name]: 'x'.repeat(length) }).success
      expect(withText(field.maxLength), field.name).toBe(true)
      expect(withText(field.maxLength + 1), field.name).toBe(false)
    }
  })

  it.each(stepKinds)('%s has no problem when it is whole', (kind) => {
    expect(problemsOf(stepSchema.parse(whole[kind]))).toEqual([])
  })

  it('name what is missing', () => {
    const read = stepSchema.parse({ ...whole.readFolder, folder: null })
    expect(problemsOf(read)).toEqual([{ field: 'folder', code: 'folder.notChosen' }])
    const write = stepSchema.parse({ ...whole.writeDocument, folder: null, title: '   ' })
    expect(problemsOf(write)).toEqual([
      { field: 'folder', code: 'folder.notChosen' },
      { field: 'title', code: 'text.empty' },
    ])
  })

  it.each([
    [{ ...whole.readFolder, kind: 'formatDisk' }],
    [{ ...whole.readFolder, folder: '' }],
    [{ ...whole.readFolder, recursive: 'yes' }],
    [{ ...whole.summarize, from: '' }],
    [{ ...whole.writeDocument, format: 'exe' }],
  ])('refuse %j', (step) => {
    expect(stepSchema.safeParse(step).success).toBe(false)
  })
})

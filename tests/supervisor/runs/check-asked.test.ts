import { describe, expect, test } from 'vitest'
import { checkPage, checkTell, checkWrite, createAgreed } from '../../../electron/supervisor/runs/check-asked.ts'
import { stepIdSchema } from '../../../shared/model/brand.ts'
import { blankStep, noStep } from '../../../shared/steps/blank-step.ts'
import { type Step, type StepKind, stepSchema } from '../../../shared/steps/step.ts'

const step = (kind: StepKind, values: Record<string, unknown> = {}): Step =>
  stepSchema.parse({ ...blankStep(kind, stepIdSchema.parse(kind), noStep), ...values })
const refused = expect.objectContaining({ code: 'request.refused' })

describe('a runner that asks for more than its step was given', () => {
  test('writes only inside the folder, or the very file', () => {
    const report = step('writeDocument', { folder: '/home/anna/Reports' })
    expect(() => checkWrite([], report, { path: '/home/anna/Reports/a.html' })).not.toThrow()
    for (const path of [
      '/home/anna/Reports',
      '/home/anna/Reports/../.ssh/id',
      '/home/anna/Reports-2/a.html',
      '/etc/passwd',
      'Reports/a.html',
    ]) {
      expect(() => checkWrite([], report, { path: path }), path).toThrow(refused)
    }
    const table = step('writeTable', { mode: 'append', file: '/t/a.xlsx', folder: '/t' })
    expect(() => checkWrite([], table, { path: '/t/a.xlsx' })).not.toThrow()
    expect(() => checkWrite([], table, { path: '/t/b.xlsx' })).toThrow(refused)
    expect(() => checkWrite([], step('readFolder', { folder: '/in' }), { path: '/in/a.txt' })).toThrow(refused)
  })

  test('shows only the page of the step, and as a known visitor only where its owner signed in', () => {
    const plain = step('readPage', { address: 'https://a.example/', render: 'asInBrowser' })
    expect(() => checkPage(plain, { address: 'https://a.example/', signedIn: false })).not.toThrow()
    expect(() => checkPage(plain, { address: 'https://a.example/', signedIn: true })).toThrow(refused)
    expect(() => checkPage(plain, { address: 'https://evil.example/?secret', signedIn: false })).toThrow(refused)
    expect(() => checkPage(step('readFolder'), { address: 'https://a.example/', signedIn: false })).toThrow(refused)
    const known = step('readPage', { address: 'https://a.example/', render: 'signedIn' })
    expect(() => checkPage(known, { address: 'https://a.example/', signedIn: true })).not.toThrow()
  })

  test('tells its owner something only from a step that does', () => {
    expect(() => checkTell(step('notify'))).not.toThrow()
    expect(() => checkTell(step('readMail'))).toThrow(refused)
  })

  test('uses a tool that reaches outside only for exactly what was agreed to', () => {
    const work = step('work', {
      tools: { folders: [{ path: '/w', access: 'read' }], servers: [{ server: 's', tool: 'post' }] },
    })
    const agreed = createAgreed([work])
    const input = { text: 'hello' }
    expect(() => agreed.checkTool(work, 'Server', 'post', input)).toThrow(refused)
    agreed.note({ kind: 'tool', server: 'Server', tool: 'post', input: JSON.stringify(input, null, 2) })
    expect(() => agreed.checkTool(work, 'Server', 'post', input)).not.toThrow()
    expect(() => agreed.checkTool(work, 'Server', 'post', { text: 'hello', to: 'mallory' })).toThrow(refused)
    expect(() => agreed.checkTool(work, 'Server', 'delete', input)).toThrow(refused)
  })
})

import { afterEach, describe, expect, test, vi } from 'vitest'
import { send } from '../../../renderer/bridge/client.ts'
import { runIdSchema } from '../../../shared/model/brand.ts'

const runId = runIdSchema.parse('run-1')

function answerWith(reply: unknown): { asked: unknown[] } {
  const asked: unknown[] = []
  vi.stubGlobal('window', {
    kaihe: {
      request: async (...question: unknown[]) => {
        asked.push(question)
        if (reply instanceof Error) throw reply
        return reply
      },
    },
  })
  return { asked }
}

afterEach(() => {
  vi.unstubAllGlobals()
})

describe('asking main', () => {
  test('gives the reply of the contract', async () => {
    const { asked } = answerWith({ ok: true, value: { path: '/home/anna' } })
    const reply = await send('folders.pick', { access: 'read', startAt: null })
    expect(reply).toEqual({ path: '/home/anna' })
    expect(asked).toEqual([['folders.pick', { access: 'read', startAt: null }]])
  })

  test("throws main's own error with its code and values", async () => {
    answerWith({ ok: false, error: { code: 'run.ended', params: { run: 'run-1' }, detail: 'stopped before' } })
    await expect(send('runs.stop', { runId })).rejects.toMatchObject({
      code: 'run.ended',
      params: { run: 'run-1' },
      detail: 'stopped before',
    })
  })

  test.each([
    ['a reply of another shape', { ok: true, value: { path: 7 } }],
    ['no reply', undefined],
    ['an error without a known code', { ok: false, error: { code: 'nonsense', params: {}, detail: '' } }],
    ['a request that never arrived', new Error('the port is closed')],
  ])('%s is an unexpected error that names the command', async (_what, reply) => {
    answerWith(reply)
    await expect(send('folders.pick', { access: 'read', startAt: null })).rejects.toMatchObject({
      code: 'unexpected',
      detail: expect.stringContaining('folders.pick'),
    })
  })
})

import { expect, it } from 'vitest'
import { heldCallSchema } from '../../../shared/model/budget.ts'
import { createPageServices } from '../../helpers/page-services.ts'

it('shows what broken calls still hold, and frees what the owner says was not charged', async () => {
  const { send, held } = createPageServices()
  const heldCall = (call: number) =>
    heldCallSchema.parse({
      call,
      runId: 'run-1',
      agentId: 'agent-1',
      day: '2026-11-24',
      tokens: 900,
      money: { currency: 'USD', micros: 7_200 },
    })
  held.push(heldCall(3), heldCall(4))
  expect(await send('budgets.held')).toEqual({ ok: true, value: { calls: [heldCall(3), heldCall(4)] } })
  expect(await send('budgets.release', { call: 3 })).toEqual({ ok: true, value: {} })
  expect(await send('budgets.held')).toEqual({ ok: true, value: { calls: [heldCall(4)] } })
  expect(await send('budgets.release', { call: 0 })).toMatchObject({ ok: false, error: { code: 'request.invalid' } })
})

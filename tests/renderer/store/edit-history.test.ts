import { beforeEach, expect, test, vi } from 'vitest'
import { agentIdSchema, instantSchema } from '../../../shared/model/brand.ts'
import { agentDraftSchema } from '../../../shared/model/agent.ts'
import { agent } from '../fixtures/build-agent.ts'
import { createKeptStorage } from '../kept-storage.ts'

const agentId = agentIdSchema.parse('invoices')
const at = (milliseconds: number) => instantSchema.parse(milliseconds)
const base = agentDraftSchema.parse(agent('invoices', 'Invoices'))
const named = (name: string) => ({ ...base, name })
const without = { ...base, steps: [] }

beforeEach(() => {
  vi.resetModules()
  vi.stubGlobal('localStorage', createKeptStorage())
})

test('changes are taken back and made again without limit', async () => {
  const { changeDraft, redoEdit, undoEdit } = await import('../../../renderer/store/edit-history.ts')
  const { readEdits } = await import('../../../renderer/store/drafts.ts')
  const kept = () => readEdits()[agentId]?.draft
  let draft = base
  for (let count = 0; count < 500; count += 1) {
    const next = { ...base, steps: base.steps.slice(0, count % 3) }
    changeDraft(agentId, draft, next, at(count * 1000))
    draft = next
  }
  for (let count = 498; count >= 0; count -= 1) {
    undoEdit(agentId, kept() ?? base, at(0))
    expect(kept()?.steps).toHaveLength(count % 3)
  }
  undoEdit(agentId, kept() ?? base, at(0))
  expect(kept()).toEqual(base)
  undoEdit(agentId, base, at(0))
  expect(kept()).toEqual(base)
  redoEdit(agentId, base, at(0))
  expect(kept()?.steps).toHaveLength(0)
})

test('letters typed one after the other are one change, and a new change forgets what was taken back', async () => {
  const { changeDraft, redoEdit, undoEdit } = await import('../../../renderer/store/edit-history.ts')
  const { readEdits } = await import('../../../renderer/store/drafts.ts')
  const other = agentIdSchema.parse('other')
  const kept = () => readEdits()[other]?.draft
  changeDraft(other, base, named('I'), at(1000))
  changeDraft(other, named('I'), named('In'), at(1200))
  changeDraft(other, named('In'), named('Inv'), at(1400))
  undoEdit(other, named('Inv'), at(2000))
  expect(kept()?.name).toBe('Invoices')
  changeDraft(other, base, without, at(9000))
  redoEdit(other, without, at(9100))
  expect(kept()).toEqual(without)
})

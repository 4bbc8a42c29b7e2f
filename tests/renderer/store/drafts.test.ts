import { beforeEach, describe, expect, test, vi } from 'vitest'
import { agentDraftSchema } from '../../../shared/model/agent.ts'
import { instantSchema } from '../../../shared/model/brand.ts'
import { createKeptStorage } from '../kept-storage.ts'
import { agent } from '../fixtures/build-agent.ts'

const made = agent('contracts', 'Contracts')
const draft = { ...agentDraftSchema.parse(made), name: '' }
const { id } = made
const at = instantSchema.parse(5_000)

async function openPage() {
  vi.resetModules()
  return import('../../../renderer/store/drafts.ts')
}

describe('unsaved edits', () => {
  beforeEach(() => {
    vi.stubGlobal('localStorage', createKeptStorage())
  })

  test('outlive the page, even half typed', async () => {
    const first = await openPage()
    first.keepEdit(id, draft, at)
    const again = await openPage()
    expect(again.readEdits()).toEqual({ [id]: { draft, changedAt: at } })
  })

  test('are gone once they are saved or not wanted', async () => {
    const page = await openPage()
    page.keepEdit(id, draft, at)
    page.dropEdit(id)
    expect(page.readEdits()).toEqual({})
    expect((await openPage()).readEdits()).toEqual({})
  })

  test('are not lost while the page is open, though nothing can be kept', async () => {
    const warned = vi.spyOn(console, 'warn').mockReturnValue()
    vi.stubGlobal('localStorage', createKeptStorage({ full: true }))
    const page = await openPage()
    page.keepEdit(id, draft, at)
    expect(page.readEdits()[id]?.draft).toEqual(draft)
    expect(warned).toHaveBeenCalledOnce()
  })

  test('that no longer fit are left aside', async () => {
    localStorage.setItem('kaihe.drafts', JSON.stringify({ [id]: { draft: { name: 3 }, changedAt: 1 } }))
    expect((await openPage()).readEdits()).toEqual({})
  })
})

import { expect, test } from 'vitest'
import { showResult } from '../../electron/runner/show-result.ts'
import { emptyItem } from '../../electron/runner/values.ts'
import { mostShownCharacters, shownResultSchema } from '../../shared/model/shown-result.ts'
import { stepIdSchema } from '../../shared/model/brand.ts'

const step = stepIdSchema.parse('step')
const scratch = { put: async () => '', get: async () => null }
const setting = { scratch, language: 'en' as const }

test('the first things of a list are shown, cut to what can be looked at', async () => {
  const items = Array.from({ length: 30 }, (_, at) => ({
    ...emptyItem(`invoice-${at}.pdf`),
    text: at === 0 ? 'x'.repeat(1000) : null,
    fields: { supplier: '字'.repeat(500), total: at },
    cites: [{ name: `invoice-${at}.pdf`, page: 2 }],
    doubtful: ['total'],
  }))
  const columns = [{ name: 'supplier', type: 'text' as const, meaning: '' }]
  const shown = await showResult(step, { kind: 'items', columns, count: 30, items, stored: null, leftOut: [] }, setting)
  expect(shownResultSchema.parse(shown)).toMatchObject({ count: 30, columns })
  expect(shown?.rows).toHaveLength(20)
  const [first] = shown?.rows ?? []
  expect(first?.text).toHaveLength(mostShownCharacters)
  expect(String(first?.values['supplier'])).toHaveLength(mostShownCharacters)
  expect(first).toMatchObject({ source: 'invoice-0.pdf, page 2', doubtful: ['total'] })
})

test('where nothing can be seen nothing is shown', async () => {
  expect(await showResult(step, { kind: 'nothing' }, setting)).toBeNull()
  expect(await showResult(step, { kind: 'approved', leftOut: [] }, setting)).toBeNull()
})

import { describe, expect, it } from 'vitest'
import { stepIdSchema } from '../../../shared/model/brand.ts'
import type { Cell } from '../../../shared/model/item.ts'
import type { Trial } from '../../../shared/model/trial.ts'
import { agreementOf } from '../../../shared/rules/agreement.ts'

const id = stepIdSchema.parse('extract')
const steps = [{ id, kind: 'extract' as const }]
type Row = readonly [name: string, values: Record<string, Cell>]
const trial = (...rows: Row[]): Pick<Trial, 'steps'> => ({
  steps: [
    {
      stepId: id,
      state: 'done',
      result: {
        stepId: id,
        columns: [],
        count: rows.length,
        rows: rows.map(([name, values]) => ({ name, text: null, values, doubtful: [], source: name })),
      },
    },
  ],
})

describe('how far two models agree', () => {
  it('counts value by value, whatever the order of the things', () => {
    const own = trial(['a', { supplier: 'Acme', total: 12 }], ['b', { supplier: 'Bolt', total: 7 }])
    const other = trial(['b', { supplier: 'Bolt', total: 8 }], ['a', { supplier: 'Acme', total: 12 }])
    expect(agreementOf(own, other, steps)).toEqual({ same: 3, of: 4 })
  })

  it('takes spaces, capitals, full width and the way a number is written for no difference', () => {
    const own = trial(['a', { supplier: ' ACME  Ltd', total: '1,200.50', open: true, note: null }])
    const other = trial(['a', { supplier: 'Acme Ltd', total: 1200.5, open: 'true', note: '' }])
    expect(agreementOf(own, other, steps)).toEqual({ same: 4, of: 4 })
    expect(agreementOf(trial(['a', { n: '１２' }]), trial(['a', { n: 12 }]), steps)).toEqual({ same: 1, of: 1 })
  })

  it('counts what only one of them has as different', () => {
    const own = trial(['a', { total: 1 }], ['a', { total: 2 }])
    expect(agreementOf(own, trial(['a', { total: 1 }]), steps)).toEqual({ same: 1, of: 2 })
    expect(agreementOf(trial(['a', { total: 1 }]), own, steps)).toEqual({ same: 1, of: 2 })
    expect(agreementOf(own, trial(), steps)).toEqual({ same: 0, of: 2 })
  })

  it('says nothing of free text', () => {
    const own = trial(['a', { text: 'x' }])
    expect(agreementOf(own, own, [{ id, kind: 'askAi' }])).toBe(null)
    expect(agreementOf(own, { steps: [] }, steps)).toBe(null)
  })
})

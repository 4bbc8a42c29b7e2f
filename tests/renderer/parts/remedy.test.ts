import { expect, test } from 'vitest'
import { remedyOf } from '../../../renderer/parts/remedy-of.ts'

test('every error leads to where it is put right', () => {
  expect(remedyOf('provider.keyRefused')).toBe('models')
  expect(remedyOf('keyring.changed')).toBe('models')
  expect(remedyOf('provider.notAnApi')).toBe('models')
  expect(remedyOf('folder.notWritable')).toBe('agent')
  expect(remedyOf('provider.modelUnknown')).toBe('agent')
  expect(remedyOf('provider.rateLimited')).toBe('again')
  expect(remedyOf('budget.reached')).toBe('limit')
  expect(remedyOf('budget.priceMissing')).toBe('models')
  expect(remedyOf('budget.rateMissing')).toBe('settings')
  expect(remedyOf('unexpected')).toBe('again')
})

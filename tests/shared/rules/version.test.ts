import { expect, it } from 'vitest'
import { isNewer } from '../../../shared/rules/version.ts'

it('orders versions as semver does', () => {
  const order = [
    '0.9.9',
    '1.0.0-alpha',
    '1.0.0-alpha.1',
    '1.0.0-alpha.beta',
    '1.0.0-beta.2',
    '1.0.0-beta.11',
    '1.0.0',
    '1.0.1',
    '1.10.0',
    '2.0.0',
  ]
  for (const [index, version] of order.entries()) {
    for (const [other, than] of order.entries())
      expect([version, than, isNewer(version, than)]).toEqual([version, than, index > other])
  }
  expect(isNewer('newest', '1.0.0')).toBe(false)
  expect(isNewer('2.0.0', 'unknown')).toBe(false)
  expect(isNewer('1.0.0+build', '1.0.0')).toBe(false)
})

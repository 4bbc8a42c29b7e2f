import { describe, expect, it } from 'vitest'
import { findZones } from '../../../../renderer/features/agents/starts/find-zones.ts'

const found = (typed: string, language = 'en') => findZones(typed, language, 5).map(({ zone }) => zone)

describe('looking for a time zone', () => {
  it('finds it by its city, its country or its own name, in either language', () => {
    expect(found('new york')).toEqual(['America/New_York'])
    expect(found('japan')).toEqual(['Asia/Tokyo'])
    expect(found('utc')).toContain('UTC')
    expect(found('日本', 'zh-CN')).toEqual(['Asia/Tokyo'])
    expect(found('TOKYO', 'zh-CN')).toEqual(['Asia/Tokyo'])
  })

  it('finds nothing that is not there, and no more than asked for', () => {
    expect(found('atlantis')).toEqual([])
    expect(found('a')).toHaveLength(5)
  })
})

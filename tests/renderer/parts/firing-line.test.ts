import { describe, expect, it } from 'vitest'
import { firingLine } from '../../../renderer/parts/firing-line.ts'
import { createTranslator } from '../../../shared/i18n/translate.ts'
import { instantSchema, zoneSchema } from '../../../shared/model/brand.ts'
import { firingSchema } from '../../../shared/model/firing.ts'

const at = (iso: string) => instantSchema.parse(Date.parse(iso))
const zone = zoneSchema.parse('UTC')

function line(fields: object, ranAt: string | null = null, language: 'en' | 'zh-CN' = 'en'): string {
  const firing = firingSchema.parse(
    Object.assign(
      {
        id: 'f',
        agentId: 'a',
        triggerId: 't',
        dueAt: at('2026-05-01T09:30Z'),
        runId: null,
        error: null,
        decidedAt: at('2026-05-01T11:10Z'),
      },
      fields,
    ),
  )
  return firingLine(firing, ranAt === null ? null : at(ranAt), { language, zone }, createTranslator(language).t)
}

describe('a time that was not kept', () => {
  it('says when it was due, why it was not kept and when it ran', () => {
    const late = { outcome: 'ranLate', cause: 'asleep', runId: 'r' }
    expect(line(late, '2026-05-01T11:12Z')).toBe('Due 09:30, the computer slept, ran 11:12')
    expect(line(late, '2026-05-01T11:12Z', 'zh-CN')).toBe('应在 09:30 运行，当时电脑在休眠，11:12 补上了')
    expect(line({ ...late, cause: 'off' })).toBe('Due 09:30, Kaihe was closed, ran 11:10')
    expect(line({ ...late, cause: 'clock' }, '2026-05-02T07:00Z')).toBe(
      'Due 09:30, the computer slept or its clock was set, ran Sat 2 May 07:00',
    )
  })

  it('says what a later run made up for, and what was left out', () => {
    expect(line({ outcome: 'missed', cause: 'asleep', runId: 'r' })).toBe(
      'Due 09:30, the computer slept, made up for 11:10',
    )
    expect(line({ outcome: 'missed', cause: 'asleep' })).toBe('Due 09:30, the computer slept, left out')
    expect(line({ outcome: 'skippedPaused' })).toBe('Due 09:30, everything was paused')
  })

  it('says why it could not be started', () => {
    const error = { code: 'schedule.neverDue', params: {}, detail: '' }
    expect(line({ outcome: 'notStarted', error })).toBe(
      'Due 09:30, could not be started. This schedule has no time at all',
    )
  })
})

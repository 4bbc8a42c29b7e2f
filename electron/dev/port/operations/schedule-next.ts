import { z } from 'zod'
import { isTimeTrigger } from '../../../../shared/model/trigger.ts'
import { nextOccurrences } from '../../../../shared/rules/recurrence.ts'
import { defineOperation } from '../operation.ts'
import { anyTriggerArgSchema, iso, momentArgSchema, toMoment, toTrigger, toZone } from '../trigger-args.ts'

export const scheduleNext = defineOperation({
  about:
    'The next times a trigger is due, strictly after `from`. A time that clocks leave out is due at the first moment after the gap, one that comes twice the first time only; intervals count elapsed time. Quiet hours move a time to their end or leave it out; the end date counts; a random delay is the same at every look.',
  args: z.strictObject({
    trigger: anyTriggerArgSchema,
    zone: z.string().optional().describe('an IANA name; goes before the trigger’s own; UTC when there is none'),
    from: momentArgSchema,
    count: z.int().min(1).max(10_000).default(5),
  }),
  result: z.object({
    instants: z.array(z.string()).describe('ISO 8601 in UTC; fewer than asked for when the schedule is over'),
    times: z.array(
      z.object({
        at: z.string(),
        named: z.string().describe('the moment the trigger names, before quiet hours and delay'),
        clock: z.enum(['plain', 'missing', 'twice']),
        afterQuiet: z.boolean(),
        delaySeconds: z.number(),
      }),
    ),
    over: z.boolean().describe('it is never due again after these'),
  }),
  example: {
    args: {
      trigger: { kind: 'calendar', times: ['02:30'], days: 'daily' },
      zone: 'Europe/Berlin',
      from: '2026-03-28T12:00:00Z',
      count: 2,
    },
    ok: {
      instants: ['2026-03-29T01:00:00.000Z', '2026-03-30T00:30:00.000Z'],
      times: [
        {
          at: '2026-03-29T01:00:00.000Z',
          named: '2026-03-29T01:00:00.000Z',
          clock: 'missing',
          afterQuiet: false,
          delaySeconds: 0,
        },
        {
          at: '2026-03-30T00:30:00.000Z',
          named: '2026-03-30T00:30:00.000Z',
          clock: 'plain',
          afterQuiet: false,
          delaySeconds: 0,
        },
      ],
      over: false,
    },
  },
  async run({ trigger: given, zone, from, count }) {
    const inZone = toZone(zone ?? (typeof given === 'string' ? undefined : given.zone) ?? 'UTC')
    const start = toMoment(from, inZone, 'from')
    const trigger = toTrigger(given, inZone, 'trigger', start)
    const occurrences = nextOccurrences(trigger, start, count)
    return {
      instants: occurrences.map(({ at }) => iso(at)),
      times: occurrences.map(({ at, named, clock, afterQuiet, delayMs }) => ({
        at: iso(at),
        named: iso(named),
        clock,
        afterQuiet,
        delaySeconds: delayMs / 1000,
      })),
      over: isTimeTrigger(trigger) && occurrences.length < count,
    }
  },
})

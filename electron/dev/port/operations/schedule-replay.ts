import { z } from 'zod'
import { createTranslator } from '../../../../shared/i18n/translate.ts'
import { type Agent, agentSchema } from '../../../../shared/model/agent.ts'
import { type Instant, instantSchema, type Zone } from '../../../../shared/model/brand.ts'
import { defineOperation } from '../operation.ts'
import { invalid } from '../protocol.ts'
import { type ReplayEvent, replaySchedule } from '../replay/replay-schedule.ts'
import {
  anyTriggerArgSchema,
  iso,
  momentArgSchema,
  toMoment,
  toTrigger,
  toZone,
  triggerArgSchema,
} from '../trigger-args.ts'

const policiesSchema = z.strictObject({
  missed: z.enum(['runOnce', 'runEach', 'skip']).default('runOnce'),
  ageLimitMinutes: z.int().min(1).nullable().default(null).describe('missed times older than this are not made up for'),
  overlap: z
    .enum(['skip', 'wait', 'stopOld'])
    .default('skip')
    .describe('what a time does while the last run is not over'),
  inLine: z.int().min(1).max(100).default(5).describe('with "wait": so many may stand in line'),
})
type Policies = z.output<typeof policiesSchema>

const eventSchema = z.strictObject({
  at: momentArgSchema,
  event: z
    .enum(['sleep', 'wake', 'off', 'crash', 'start', 'clockSet', 'pause', 'goOn'])
    .describe('"off" and "crash" end the app, "start" starts it again; "clockSet" makes the PC’s clock show `to`'),
  to: momentArgSchema.optional(),
})

const agentArgSchema = triggerArgSchema.extend({
  agent: z.string().min(1).max(80).optional().describe('whose trigger it is; those without a name share one agent'),
  runMinutes: z.number().min(0).optional(),
  policies: policiesSchema.optional(),
})

const longestSpan = 5 * 366 * 86_400_000
const { t } = createTranslator('en')

export const scheduleReplay = defineOperation({
  about:
    'What the production scheduler does with these triggers while the PC sleeps, is off, has its clock set: the runs it starts and what becomes of every time that was due. Time is simulated; moments of the timeline are true time, those of the answer are what the PC’s clock shows.',
  args: z.strictObject({
    triggers: z
      .array(z.union([anyTriggerArgSchema.options[0], agentArgSchema]))
      .min(1)
      .max(2000),
    policies: policiesSchema.prefault({}),
    timeline: z.array(eventSchema).max(20_000).default([]),
    from: momentArgSchema.describe('the app is started then'),
    until: momentArgSchema,
    zone: z.string().optional().describe('goes before the triggers’ own'),
    runMinutes: z.number().min(0).default(1).describe('how long a run is at work, while the PC is awake'),
  }),
  result: z.object({
    runs: z.array(
      z.object({
        run: z.string(),
        agent: z.string(),
        trigger: z.string(),
        dueAt: z.string(),
        startedAt: z.string(),
        endedAt: z.string().nullable(),
        end: z.enum(['done', 'stopped']).nullable().describe('"stopped": to make place for the next'),
        late: z.boolean(),
      }),
    ),
    missed: z
      .array(
        z.object({
          agent: z.string(),
          trigger: z.string(),
          dueAt: z.string(),
          outcome: z.string(),
          reason: z.string(),
          cause: z.string().nullable().describe('"off", "asleep" or "clock"'),
          run: z.string().nullable().describe('the later run that made up for it'),
        }),
      )
      .describe('every time that started no run of its own'),
    firings: z
      .array(
        z.object({
          agent: z.string(),
          trigger: z.string(),
          dueAt: z.string(),
          movedFrom: z.string().nullable(),
          outcome: z.string(),
          cause: z.string().nullable(),
          run: z.string().nullable(),
        }),
      )
      .describe('every time that was due'),
  }),
  example: {
    args: {
      triggers: [{ id: 'morning', kind: 'calendar', times: ['09:30'], days: 'daily' }],
      policies: { missed: 'runOnce', overlap: 'skip' },
      timeline: [
        { at: '2026-05-01T09:00:00Z', event: 'sleep' },
        { at: '2026-05-01T11:12:00Z', event: 'wake' },
      ],
      from: '2026-05-01T08:00:00Z',
      until: '2026-05-01T12:00:00Z',
    },
    ok: {
      runs: [
        {
          run: 'run-1',
          agent: 'agent',
          trigger: 'morning',
          dueAt: '2026-05-01T09:30:00.000Z',
          startedAt: '2026-05-01T11:12:00.000Z',
          endedAt: '2026-05-01T11:13:00.000Z',
          end: 'done',
          late: true,
        },
      ],
      missed: [],
      firings: [
        {
          agent: 'agent',
          trigger: 'morning',
          dueAt: '2026-05-01T09:30:00.000Z',
          movedFrom: null,
          outcome: 'ranLate',
          cause: 'asleep',
          run: 'run-1',
        },
      ],
    },
  },
  async run(args) {
    const zone = toZone(args.zone ?? 'UTC')
    const from = toMoment(args.from, zone, 'from')
    const until = toMoment(args.until, zone, 'until')
    if (until <= from || until - from > longestSpan) throw invalid('until: later than from, by at most five years')
    const durations = new Map<string, number>()
    const agents = agentsOf(args, from, durations)
    const timeline = args.timeline.map((event, index) => eventOf(event, zone, `timeline.${index}`))
    const { runs, firings } = replaySchedule({
      agents,
      from,
      until,
      zone,
      timeline: timeline.filter(({ at }) => at >= from),
      durationOf: (agentId) => durations.get(agentId) ?? 0,
    })
    const all = firings.map(({ error: _error, ...firing }) => ({
      ...firing,
      dueAt: iso(firing.dueAt),
      movedFrom: firing.movedFrom === null ? null : iso(firing.movedFrom),
    }))
    const own = new Map(all.filter(({ outcome }) => startedOne(outcome)).map((firing) => [firing.run, firing]))
    return {
      runs: runs.map(({ run, startedAt, endedAt, end }) => ({
        run: run.id,
        agent: run.agentId,
        trigger: own.get(run.id)?.trigger ?? '',
        dueAt: own.get(run.id)?.dueAt ?? iso(startedAt),
        startedAt: iso(startedAt),
        endedAt: endedAt === null ? null : iso(endedAt),
        end,
        late: own.get(run.id)?.outcome === 'ranLate',
      })),
      missed: all
        .filter(({ outcome }) => !startedOne(outcome))
        .map(({ movedFrom: _moved, ...firing }) => ({ ...firing, reason: reasonOf(firing) })),
      firings: all,
    }
  },
})

const reasonOf = ({ cause, outcome }: { cause: string | null; outcome: string }): string =>
  [...(cause === null ? [] : [`today.missed.because.${cause}`]), `today.missed.${outcome}`]
    .map((key) => t(key))
    .join(t('today.missed.and'))

const startedOne = (outcome: string) => outcome === 'ran' || outcome === 'ranLate' || outcome === 'waited'

type Owner = Partial<Pick<z.output<typeof agentArgSchema>, 'agent' | 'runMinutes' | 'policies'>>
type Args = {
  triggers: (string | z.output<typeof agentArgSchema>)[]
  policies: Policies
  zone?: string | undefined
  runMinutes: number
}

function agentsOf(
  { triggers, policies, zone, runMinutes }: Args,
  from: Instant,
  durations: Map<string, number>,
): Agent[] {
  const agents = new Map<string, Agent>()
  for (const [index, given] of triggers.entries()) {
    const own: Owner = typeof given === 'string' ? {} : given
    const name = own.agent ?? 'agent'
    const trigger = toTrigger(withoutOwner(given), zone, `trigger-${index + 1}`, from)
    const agent = agents.get(name) ?? makeAgent(name, own.policies ?? policies)
    if (agent.triggers.some(({ id }) => id === trigger.id)) throw invalid(`triggers.${index}.id: used twice`)
    agents.set(name, { ...agent, triggers: [...agent.triggers, trigger] })
    durations.set(name, (own.runMinutes ?? runMinutes) * 60_000)
  }
  return [...agents.values()]
}

function withoutOwner(given: string | z.output<typeof agentArgSchema>): string | z.output<typeof triggerArgSchema> {
  if (typeof given === 'string') return given
  const { agent: _agent, runMinutes: _minutes, policies: _policies, ...trigger } = given
  return trigger
}

function makeAgent(name: string, { missed, ageLimitMinutes, overlap, inLine }: Policies): Agent {
  return agentSchema.parse({
    id: name,
    name,
    enabled: true,
    steps: [{ id: 'read', kind: 'readFolder', folder: '/', recursive: false }],
    triggers: [],
    missedRunPolicy: { kind: missed, ageLimit: ageLimitMinutes },
    overlapPolicy: overlap === 'wait' ? { kind: overlap, inLine } : { kind: overlap },
    templateId: null,
    grants: [],
    createdAt: 0,
    updatedAt: 0,
  })
}

function eventOf({ at, event, to }: z.output<typeof eventSchema>, zone: Zone, name: string): ReplayEvent {
  const moment = toMoment(at, zone, `${name}.at`)
  if (event === 'clockSet') {
    if (to === undefined) throw invalid(`${name}.to: what the clock shows from then on`)
    return { at: moment, event: 'set', to: toMoment(to, zone, `${name}.to`) }
  }
  return { at: instantSchema.parse(moment), event: event === 'off' ? 'crash' : event }
}

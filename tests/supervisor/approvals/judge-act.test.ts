import { describe, expect, it } from 'vitest'
import { checkEdited } from '../../../electron/supervisor/approvals/check-edited.ts'
import { judgeAct } from '../../../electron/supervisor/approvals/judge-act.ts'
import { type PlannedAct, plannedActSchema } from '../../../shared/model/planned-act.ts'
import { type CoveredAct, type StandingYes, standingYesSchema } from '../../../shared/model/standing-yes.ts'
import { type Step, stepSchema } from '../../../shared/steps/step.ts'
import { birthday } from '../../helpers/things.ts'

const mail = (changes: object = {}): PlannedAct =>
  plannedActSchema.parse({
    kind: 'mail',
    mode: 'send',
    from: 'me@here.test',
    to: ['Ada@there.test'],
    cc: [],
    subject: 'Hello',
    body: 'Words',
    attachments: [],
    ...changes,
  })
const command = (changes: object = {}): PlannedAct =>
  plannedActSchema.parse({
    kind: 'command',
    program: '/bin/tool',
    arguments: ['go', 'a.txt'],
    folder: '/w',
    ...changes,
  })
const yes = (covers: CoveredAct): StandingYes =>
  standingYesSchema.parse({ id: 'yes-1', agentId: 'agent-1', covers, givenAt: birthday })

/** Works with tools: `folders` bring in what is private and untrusted, `sites` are a way out. */
const work = (tools: object): Step =>
  stepSchema.parse({ id: 'act', kind: 'work', from: null, goal: 'g', tools, turns: 5, minutes: 5, spend: 0 })
const harmless = [work({ sites: [{ host: 'example.com', subdomains: false }] })]
const meeting = [
  work({ sites: [{ host: 'example.com', subdomains: false }], folders: [{ path: '/mine', access: 'read' }] }),
]
const running = (own: string[]): Step =>
  stepSchema.parse({
    id: 'act',
    kind: 'runProgram',
    from: null,
    program: { path: '/bin/tool', arguments: own },
    folder: '/w',
    minutes: 1,
  })
const reading = stepSchema.parse({ id: 'read', kind: 'readFolder', folder: '/mine', recursive: false })

const judge = (act: PlannedAct, steps: readonly Step[], yeses: StandingYes[] = []) =>
  judgeAct(act, stepSchema.parse(steps.at(-1)).id, { steps: [...steps] }, () => yeses)

describe('what a yes for always answers', () => {
  it('is the same destination again, or fewer; never another', () => {
    const { standing } = judge(mail({ to: ['ada@there.test', 'bob@there.test'] }), harmless)
    if (standing === null) throw new Error('no yes for always')
    expect(judge(mail({ subject: 'Other' }), harmless, [yes(standing)]).isAgreed).toBe(true)
    for (const other of [{ to: ['eve@there.test'] }, { cc: ['eve@there.test'] }, { from: 'x@here.test' }]) {
      expect(judge(mail(other), harmless, [yes(standing)]).isAgreed).toBe(false)
    }
  })

  it('is nothing where private data, text from elsewhere and a way out have met', () => {
    const { standing } = judge(mail(), harmless)
    if (standing === null) throw new Error('no yes for always')
    expect(judge(mail(), meeting, [yes(standing)])).toEqual({ meets: true, standing: null, isAgreed: false })
  })

  it('is not needed to be seen for what lets nothing out', () => {
    expect(judge(mail({ mode: 'draft' }), meeting).meets).toBe(false)
  })

  it("holds for the owner's own command, and no longer once something from elsewhere came first", () => {
    const steps = [running(['go', 'a.txt'])]
    const { standing, meets } = judge(command(), steps)
    expect(meets).toBe(false)
    if (standing === null) throw new Error('no yes for always')
    expect(judge(command(), steps, [yes(standing)]).isAgreed).toBe(true)
    expect(judge(command({ arguments: ['go', 'b.txt'] }), steps, [yes(standing)])).toMatchObject({
      meets: true,
      isAgreed: false,
    })
    expect(judge(command(), [reading, ...steps], [yes(standing)])).toMatchObject({ meets: true, isAgreed: false })
  })
})

describe('what the owner may make of an act', () => {
  it('is other words and other people, and nothing else', () => {
    expect(() =>
      checkEdited(mail(), mail({ subject: 'S', body: 'B', to: ['x@y.test'], cc: ['z@y.test'] })),
    ).not.toThrow()
    expect(() => checkEdited(mail(), mail({ from: 'x@here.test' }))).toThrow('request.refused')
    expect(() => checkEdited(mail(), mail({ attachments: [{ name: 'a', bytes: 1 }] }))).toThrow('request.refused')
    expect(() => checkEdited(mail(), mail({ to: [] }))).toThrow('request.refused')
    expect(() => checkEdited(command(), command({ arguments: ['rm'] }))).toThrow('request.refused')
    expect(() => checkEdited(null, mail())).toThrow('request.refused')
  })
})

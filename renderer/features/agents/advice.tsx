import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Advice, AdviceChange, AgentAdvice } from '../../../shared/model/advice.ts'
import type { Agent, AgentDraft } from '../../../shared/model/agent.ts'
import type { Money } from '../../../shared/model/money.ts'
import type { Trigger } from '../../../shared/model/trigger.ts'
import { firstMomentOf } from '../../../shared/rules/day.ts'
import { adviceDays } from '../../../shared/rules/value/advice-of.ts'
import { send } from '../../bridge/client.ts'
import { comparisonWords } from '../../parts/comparison-words.ts'
import { draftOf } from '../../parts/draft.ts'
import { useAction } from '../../parts/use-action.ts'
import { useFormat } from '../../parts/use-format.ts'
import { useMirror } from '../../store/mirror.ts'
import { tellDone, tellError } from '../../store/news.ts'
import { go } from '../../store/place.ts'
import { Button } from '../../ui/button.tsx'
import { Lamp, type LampName } from '../../ui/lamp.tsx'

const lamps: Record<Advice['kind'], LampName> = { fix: 'failed', retire: 'paused', cheapen: 'next', keep: 'done' }

/** What may be done about agents, each in one click that can be taken back. */
export function AdviceSection() {
  const { t } = useTranslation()
  const given = useAdvice()
  if (given.length === 0) return null
  return (
    <section className="sec">
      <h2 className="sec-h">{t('advice.title')}</h2>
      <ul className="rows">
        {given.map((each) => (
          <AdviceRow key={each.agentId} given={each} />
        ))}
      </ul>
      <p className="note mt-2">{t('advice.basis', { days: adviceDays })}</p>
    </section>
  )
}

/** Asked again when an agent is changed or a run is done; the last answer stays meanwhile. */
function useAdvice(): readonly AgentAdvice[] {
  const isAnything = useMirror((mirror) => Object.keys(mirror.marks).length > 0)
  const agents = useMirror((mirror) => mirror.agents)
  const runsDone = useMirror((mirror) => mirror.today.runsDone)
  const [given, setGiven] = useState<readonly AgentAdvice[]>([])
  useEffect(() => {
    if (!isAnything) return
    let current = true
    send('advice.read', {}).then(
      (reply) => current && setGiven(reply.advice),
      (thrown: unknown) => current && tellError(thrown),
    )
    return () => {
      current = false
    }
  }, [isAnything, agents, runsDone])
  return given
}

function AdviceRow({ given }: { given: AgentAdvice }) {
  const { t } = useTranslation()
  const agent = useMirror((mirror) => mirror.agents[given.agentId])
  const { advice } = given
  if (agent === undefined) return null
  return (
    <li className="advice">
      <Lamp name={lamps[advice.kind]} />
      <div className="min-w-0">
        <Words given={given} />
      </div>
      <span className="end">
        {advice.kind !== 'keep' && advice.change !== null && <Apply agent={agent} change={advice.change} />}
        {advice.kind === 'fix' ? (
          <Button small look="bare" onClick={() => go({ name: 'run', runId: advice.runId })}>
            {t('advice.seeRun')}
          </Button>
        ) : (
          <Button small look="bare" onClick={() => go({ name: 'agent', agentId: agent.id })}>
            {t('advice.open')}
          </Button>
        )}
      </span>
    </li>
  )
}

function Apply({ agent, change }: { agent: Agent; change: AdviceChange }) {
  const { t } = useTranslation()
  const { busy, act } = useAction()
  const save = async (draft: AgentDraft) => {
    await send('agents.save', { agentId: agent.id, draft })
  }
  return (
    <Button
      small
      disabled={busy}
      onClick={() =>
        act(async () => {
          const before = draftOf(agent)
          await save({ ...before, ...changesOf(change, agent) })
          tellDone(t(`advice.applied.${change.kind}`, { agent: agent.name }), () => {
            save(before).catch(tellError)
          })
        })
      }
    >
      {t(`advice.apply.${change.kind}`)}
    </Button>
  )
}

function changesOf(change: AdviceChange, { triggers, steps }: Agent): Partial<AgentDraft> {
  switch (change.kind) {
    case 'switchOff':
      return { enabled: false }
    case 'askOnce':
      return { asksAgain: false }
    case 'model':
      return { modelPolicy: change.modelPolicy }
    case 'readyBy':
      return { readyBy: change.at }
    case 'halfAsOften':
      return { triggers: triggers.map(halfAsOften) }
    case 'compare': {
      const { stepId, comparison: test } = change
      return { steps: steps.map((step) => (step.id === stepId && step.kind === 'decide' ? { ...step, test } : step)) }
    }
  }
}

/** Every two hours where it was every hour; others stay as they are. */
function halfAsOften(trigger: Trigger): Trigger {
  if (trigger.kind !== 'interval') return trigger
  return { ...trigger, every: Math.min(10_000, trigger.every * 2) }
}

/** What is advised, and the figures it rests on. */
function Words({ given: { agentName: agent, advice, unpricedRuns } }: { given: AgentAdvice }) {
  const { t } = useTranslation()
  const format = useFormat()
  const amounts = (money: readonly Money[]) =>
    money.map(format.money).reduce((left, right) => t('advice.andMore', { left, right }))
  const facts = [
    ...(advice.kind === 'keep' && advice.confirmedMinutes > 0
      ? [t('advice.keepMinutes', { time: format.duration(advice.confirmedMinutes * 60_000) })]
      : []),
    ...(advice.spent.length > 0 ? [t('advice.cost', { amount: amounts(advice.spent) })] : []),
    ...(unpricedRuns > 0 ? [t('advice.unpriced', { count: unpricedRuns })] : []),
  ]
  return (
    <>
      <span className="strong">{useMainWords(agent, advice)}</span>
      <span className="facts-line">
        {advice.kind === 'fix' && advice.because === 'fails' && <Reason advice={advice} />}
        {facts.map((fact) => (
          <span key={fact}>{fact}</span>
        ))}
      </span>
    </>
  )
}

function useMainWords(agent: string, advice: Advice): string {
  const { t } = useTranslation()
  const format = useFormat()
  switch (advice.kind) {
    case 'fix':
      return t(`advice.fix.${advice.because}`, { agent, bad: advice.bad, of: advice.of })
    case 'retire': {
      const date = format.date(firstMomentOf(advice.since, format.zone))
      return t('advice.retire', { agent, results: advice.results, date })
    }
    case 'cheapen': {
      if (advice.how === 'lessOften') return t('advice.lessOften', { agent, idle: advice.idle ?? 0, runs: advice.runs })
      if (advice.change.kind === 'compare') {
        const test = comparisonWords(advice.change.comparison, t)
        return t('advice.compare', { agent, things: advice.things ?? 0, test })
      }
      if (advice.instead === null) return t('advice.askOnce', { agent })
      const { label: model, low, high } = advice.instead
      const [least, most] = [format.money(low), format.money(high)]
      const range = least === most ? least : t('advice.range', { low: least, high: most })
      return t(advice.how === 'offPeak' ? 'advice.offPeak' : 'advice.model', { agent, model, runs: advice.runs, range })
    }
    case 'keep':
      return t('advice.keep', { agent, good: advice.good, judged: advice.judged })
  }
}

/** What the newest of the failed runs says, where it is known here. */
function Reason({ advice }: { advice: Extract<Advice, { kind: 'fix' }> }) {
  const { t } = useTranslation()
  const state = useMirror((mirror) => mirror.runs[advice.runId]?.state)
  if (state?.name !== 'failed') return null
  return <span>{t(`errors.${state.error.code}.what`, state.error.params)}</span>
}

import { useTranslation } from 'react-i18next'
import type { AgentDraft } from '../../../../shared/model/agent.ts'
import type { Proposal } from '../../../../shared/model/plan.ts'
import type { Translate } from '../../../../shared/rules/format.ts'
import { changesOf, type PlannedChange } from '../../../../shared/rules/plan/changes-of.ts'
import { startWords } from '../../../../shared/rules/trigger-words.ts'
import { useFormat } from '../../../parts/use-format.ts'
import { Button } from '../../../ui/button.tsx'
import { Icon, type IconName } from '../../../ui/icons.tsx'
import { fieldWords, stepWords } from './field-words.ts'

/** What an agent would become, line by line, before anything is changed. */
export function ProposalView({
  draft,
  proposal,
  onApply,
  onLeave,
}: {
  draft: AgentDraft
  proposal: Proposal
  onApply: () => void
  onLeave: () => void
}) {
  const { t } = useTranslation()
  const format = useFormat()
  const { doubts, unknown, cannot, spent, tokens } = proposal
  const changes = changesOf(draft, proposal.draft)
  const money = spent.map(({ currency, micros }) => format.money({ currency, micros })).join(t('agents.listComma'))
  const used = t('say.used', { tokens: format.count(tokens) })
  return (
    <section className="proposal" aria-label={t('say.title')}>
      <h2>{t(changes.length === 0 ? 'say.same' : 'say.title')}</h2>
      <ul>
        {changes.map((change, index) => (
          // The changes of one proposal never change places.
          <li key={`${index} ${change.kind}`} className={change.kind}>
            <Icon name={icons[change.kind]} small />
            <ChangeWords change={change} before={draft} after={proposal.draft} />
          </li>
        ))}
      </ul>
      {unknown.length > 0 && <p className="note">{t('say.unknown', { steps: unknown.join(t('agents.listComma')) })}</p>}
      {cannot !== '' && <p className="note">{t('say.cannot', { what: cannot })}</p>}
      {doubts.length > 0 && <p className="note">{t('say.doubts', { count: doubts.length })}</p>}
      <p className="note">{money === '' ? used : t('say.paid', { used, money })}</p>
      <div className="flex gap-2">
        {changes.length > 0 && (
          <Button look="go" onClick={onApply}>
            {t('say.apply')}
          </Button>
        )}
        <Button onClick={onLeave}>{t('say.leave')}</Button>
      </div>
    </section>
  )
}

const icons = {
  name: 'text',
  starts: 'clock',
  added: 'plus',
  removed: 'close',
  moved: 'grip',
  changed: 'settings',
} as const satisfies Record<PlannedChange['kind'], IconName>

function ChangeWords({ change, before, after }: { change: PlannedChange; before: AgentDraft; after: AgentDraft }) {
  const { t } = useTranslation()
  const format = useFormat()
  const startsOf = ({ triggers }: AgentDraft) => startWords(triggers, format, t) || t('say.byHand')
  switch (change.kind) {
    case 'name':
      return <Turn label={t('say.name')} from={before.name} to={after.name} t={t} />
    case 'starts':
      return <Turn label={t('say.starts')} from={startsOf(before)} to={startsOf(after)} t={t} />
    case 'added':
    case 'moved':
      return (
        <span>
          {t(`say.${change.kind}`, { number: change.number })} <b>{stepWords(change.step, after.steps, t)}</b>
        </span>
      )
    case 'removed':
      return (
        <span>
          {t('say.removed', { number: change.number })} <del>{stepWords(change.step, before.steps, t)}</del>
        </span>
      )
    case 'changed': {
      const { step, field } = change
      const label = t('say.changed', { number: change.number, field: t(`steps.${step.kind}.fields.${field}`) })
      const from = fieldWords(change.before, field, before.steps, t)
      return <Turn label={label} from={from} to={fieldWords(step, field, after.steps, t)} t={t} />
    }
  }
}

function Turn({ label, from, to, t }: { label: string; from: string; to: string; t: Translate }) {
  return (
    <span>
      {label} {from !== '' && <del>{from}</del>} <b>{to === '' ? t('say.nothing') : to}</b>
    </span>
  )
}

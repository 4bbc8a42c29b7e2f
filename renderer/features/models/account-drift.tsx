import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { AccountComparison, DriftReason } from '../../../shared/model/account.ts'
import type { Instant } from '../../../shared/model/brand.ts'
import { dialectFacts } from '../../../shared/model/dialect-facts.ts'
import type { Provider } from '../../../shared/model/provider.ts'
import { send } from '../../bridge/client.ts'
import { useAction } from '../../parts/use-action.ts'
import { useFormat } from '../../parts/use-format.ts'
import { useReply } from '../../parts/use-reply.ts'
import { useMoment } from '../../store/moment.ts'
import { Button } from '../../ui/button.tsx'
import { Lamp } from '../../ui/lamp.tsx'

/** What a service took beside what the books say; it is loud only where the two are well apart. `asked` changes with each new answer. */
export function AccountDrift({
  provider,
  asked,
  onLookedInto,
}: {
  provider: Provider
  asked: number
  onLookedInto: () => void
}) {
  const reply = useReply(() => send('providers.reconcile', { providerId: provider.id }), `${provider.id} ${asked}`)
  if (reply.kind !== 'arrived') return null
  return reply.value.comparisons.map((comparison) => (
    <Comparison key={comparison.currency} provider={provider} comparison={comparison} onLookedInto={onLookedInto} />
  ))
}

function Comparison({
  provider,
  comparison,
  onLookedInto,
}: {
  provider: Provider
  comparison: AccountComparison
  onLookedInto: () => void
}) {
  const { t } = useTranslation()
  const words = useComparisonWords(provider, comparison)
  const { outcome } = comparison
  switch (outcome.verdict) {
    case 'agrees':
      // Of a few cents, a large share says nothing.
      if (comparison.percent > 10) return <Line>{t('models.drift.fewCents', words)}</Line>
      return <Line>{t(comparison.percent === 0 ? 'models.drift.same' : 'models.drift.agrees', words)}</Line>
    case 'withinEstimates':
      return <Line>{t('models.drift.withinEstimates', words)}</Line>
    case 'toppedUp':
      return <Line>{t('models.drift.toppedUp', words)}</Line>
    case 'notComparable':
      return <Line>{t(`models.drift.notComparable.${outcome.why}`, words)}</Line>
    case 'differs':
      return <Differs provider={provider} words={words} reasons={outcome.reasons} onLookedInto={onLookedInto} />
  }
}

type Words = ReturnType<typeof useComparisonWords>

function useComparisonWords(provider: Provider, comparison: AccountComparison) {
  const format = useFormat()
  const now = useMoment('minute')
  const { currency, since, until, movement, booked, estimated, percent } = comparison
  const money = (micros: number) => format.money({ currency, micros })
  const when = (at: Instant) => (format.date(at) === format.date(now) ? format.clock(at) : format.date(at))
  const isNamed = provider.dialect !== 'compatible'
  return {
    service: isNamed ? dialectFacts[provider.dialect].label : provider.name,
    since: when(since),
    until: when(until),
    taken: money(movement),
    booked: money(booked),
    estimated: money(estimated),
    percent: format.count(percent),
    currency,
  }
}

function Line({ children }: { children: ReactNode }) {
  return <p className="note drift">{children}</p>
}

function Differs({
  provider,
  words,
  reasons,
  onLookedInto,
}: {
  provider: Provider
  words: Words
  reasons: readonly DriftReason[]
  onLookedInto: () => void
}) {
  const { t } = useTranslation()
  const { busy, act } = useAction()
  return (
    <article className="ask drift">
      <Lamp name="waiting" />
      <h3>{t('models.drift.title', words)}</h3>
      <p>{t('models.drift.differs', words)}</p>
      <p>{t('models.drift.likely')}</p>
      <ul>
        {reasons.map((reason) => (
          <li key={reason}>{t(`models.drift.reason.${reason}`, words)}</li>
        ))}
      </ul>
      <div className="row">
        <Button
          disabled={busy}
          onClick={() =>
            act(async () => {
              await send('providers.compareAnew', { providerId: provider.id })
              onLookedInto()
            })
          }
        >
          {t('models.drift.anew')}
        </Button>
      </div>
    </article>
  )
}

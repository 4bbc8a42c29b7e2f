import { useTranslation } from 'react-i18next'
import type { Spent, UsageTotals } from '../../shared/model/usage.ts'
import {
  formatMoney,
  moneyInProse,
  moneyParts,
  splitPencil,
  type Translate,
  usageMoney,
} from '../../shared/rules/format.ts'

/** The money of a live run in a row: four decimals, the digits that may still change in pencil. */
export function LiveMoney({ usage }: { usage: UsageTotals }) {
  const { t } = useTranslation()
  const money = usageMoney(usage)
  if (money.kind === 'nothing') return null
  if (money.kind !== 'spent') return <span className="word">{t(`units.money.${money.kind}`)}</span>
  return (
    <>
      {money.amounts.map((spent) => (
        <Pencilled key={spent.currency} spent={spent} />
      ))}
      {money.unpricedCalls > 0 && <span className="word">{t('units.money.andUnknown')}</span>}
    </>
  )
}

function Pencilled({ spent }: { spent: Spent }) {
  const { t, i18n } = useTranslation()
  const { ink, pencil } = splitPencil(spent, i18n.language)
  return (
    <span className="num" title={estimatedNote(spent, i18n.language, t)}>
      {ink}
      {pencil !== '' && <span className="pencil">{pencil}</span>}
    </span>
  )
}

/** How much of an amount no vendor has confirmed yet, to the live digit; nothing to say once all of it is charged. */
function estimatedNote(spent: Spent, language: string, t: Translate): string | undefined {
  if (spent.estimatedMicros === 0) return undefined
  const { currency, micros, estimatedMicros } = spent
  return t('units.money.estimated', {
    estimated: formatMoney({ currency, micros: estimatedMicros }, language, 'live'),
    charged: formatMoney({ currency, micros: micros - estimatedMicros }, language, 'live'),
  })
}

/**
 * The money of a run or a day as a figure: small sign, large whole, small cents. A live one has four decimals and pencil
 * digits instead. Free and unknown are words, never a zero.
 */
export function MoneyFigure({ usage, size, live }: { usage: UsageTotals; size: 'f7' | 'f6'; live: boolean }) {
  const { t, i18n } = useTranslation()
  const money = usageMoney(usage)
  if (money.kind !== 'spent') return <div className={`figure word ${size}`}>{t(`units.money.${money.kind}`)}</div>
  return (
    <>
      {money.amounts.map((spent) =>
        live ? (
          <LiveFigure key={spent.currency} spent={spent} size={size} />
        ) : (
          <SettledFigure key={spent.currency} spent={spent} size={size} language={i18n.language} />
        ),
      )}
      {money.unpricedCalls > 0 && (
        <p className="note">{t('units.money.callsUnknown', { count: money.unpricedCalls })}</p>
      )}
    </>
  )
}

function LiveFigure({ spent, size }: { spent: Spent; size: string }) {
  const { t, i18n } = useTranslation()
  const { ink, pencil } = splitPencil(spent, i18n.language)
  const digits = ink.search(/\d/)
  return (
    <div className={`figure ${size}`} title={estimatedNote(spent, i18n.language, t)}>
      <span className="cur">{digits === -1 ? ink : ink.slice(0, digits)}</span>
      {digits === -1 ? '' : ink.slice(digits)}
      {pencil !== '' && <span className="pencil">{pencil}</span>}
    </div>
  )
}

function SettledFigure({ spent, size, language }: { spent: Spent; size: string; language: string }) {
  const { t } = useTranslation()
  const words = moneyInProse(spent, language, t)
  // Less than the smallest coin is no zero.
  if (words !== formatMoney(spent, language, 'settled')) return <div className={`figure word ${size}`}>{words}</div>
  const { sign, symbol, whole, fraction } = moneyParts(spent, language, 'settled')
  return (
    <div className={`figure ${size}`}>
      {sign}
      <span className="cur">{symbol}</span>
      {whole}
      <span className="cents">{fraction}</span>
    </div>
  )
}

import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CommandReply } from '../../../shared/contract/commands.ts'
import { everybodys } from '../../../shared/model/money-report.ts'
import type { Instant } from '../../../shared/model/brand.ts'
import { dayOf } from '../../../shared/rules/day.ts'
import { send } from '../../bridge/client.ts'
import { lastName } from '../../parts/paths.ts'
import { useAction } from '../../parts/use-action.ts'
import { useFormat } from '../../parts/use-format.ts'
import { useReply } from '../../parts/use-reply.ts'
import { readMoment, useMoment } from '../../store/moment.ts'
import { Button } from '../../ui/button.tsx'
import { Segmented } from '../../ui/choices.tsx'
import { KeptLines } from './kept-lines.tsx'
import { MonthReport } from './month-report.tsx'

const periods = ['month', 'year', 'all'] as const

/** Every line of the books to take along, and how the books are kept safe. */
export function Books() {
  const { t } = useTranslation()
  const format = useFormat()
  const [period, setPeriod] = useState<(typeof periods)[number]>('month')
  const [answer, setAnswer] = useState<CommandReply<'ledger.export'>['saved']>(null)
  const { busy, act } = useAction()
  const save = (as: 'csv' | 'json', days = period) =>
    act(async () => {
      const today = dayOf(readMoment(), format.zone)
      const from = { month: `${today.slice(0, 7)}-01`, year: `${today.slice(0, 4)}-01-01`, all: null }[days]
      setAnswer((await send('ledger.export', { format: as, from, to: null, only: everybodys })).saved)
    })
  return (
    <section className="sec">
      <h2 className="sec-h">{t('books.title')}</h2>
      <p className="note mb-3">{t('books.meaning')}</p>
      <div className="setting">
        <h3>{t('books.period')}</h3>
        <Segmented
          label={t('books.period')}
          value={period}
          options={periods.map((value) => ({ value, words: t(`books.periods.${value}`) }))}
          onChoose={setPeriod}
        />
      </div>
      <div className="mt-3 flex flex-wrap gap-2">
        <Button disabled={busy} onClick={() => save('csv')}>
          {t('books.csv')}
        </Button>
        <Button disabled={busy} onClick={() => save('json')}>
          {t('books.json')}
        </Button>
      </div>
      <p className="note mt-3" aria-live="polite">
        {answer !== null &&
          (answer.path === null
            ? t('books.nothing')
            : t('books.saved', {
                count: answer.count,
                number: format.count(answer.count),
                name: lastName(answer.path),
              }))}
      </p>
      <KeptLines onSaveAll={() => save('csv', 'all')} />
      <MonthReport />
      <Health />
    </section>
  )
}

function Health() {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useMoment('minute')
  const reply = useReply(() => send('books.health', {}), '')
  if (reply.kind !== 'arrived') return null
  const when = (at: Instant | null) => (at === null ? t('books.never') : format.dayAndClock(at, now))
  return (
    <dl className="ledger mt-3">
      {reply.value.files.flatMap(({ file, checkedAt, copiedAt }) => [
        <dt key={file}>{t(`books.file.${file}`)}</dt>,
        <dd key={`${file} told`}>
          {t('books.checked')} {when(checkedAt)} · {t('books.copied')} {when(copiedAt)}
        </dd>,
      ])}
    </dl>
  )
}

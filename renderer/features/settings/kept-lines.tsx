import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { KeepUsageYears } from '../../../shared/model/settings.ts'
import { keptFrom } from '../../../shared/rules/kept-from.ts'
import { dayOf } from '../../../shared/rules/day.ts'
import { send } from '../../bridge/client.ts'
import { useAction } from '../../parts/use-action.ts'
import { useFormat } from '../../parts/use-format.ts'
import { useMirror } from '../../store/mirror.ts'
import { useMoment } from '../../store/moment.ts'
import { Button } from '../../ui/button.tsx'
import { Segmented } from '../../ui/choices.tsx'
import { Dialog } from '../../ui/dialog.tsx'

const choices = [
  { value: 'ever', years: null },
  { value: '1', years: 1 },
  { value: '2', years: 2 },
  { value: '5', years: 5 },
] as const satisfies readonly { value: string; years: KeepUsageYears }[]

/** How long single lines of the books are kept. What is deleted is gone for good, so it is told first, and can be saved. */
export function KeptLines({ onSaveAll }: { onSaveAll: () => void }) {
  const { t } = useTranslation()
  const kept = useMirror((mirror) => mirror.settings.keepUsageYears)
  const [asked, setAsked] = useState<number | null>(null)
  const { act } = useAction()
  const current = choices.find(({ years }) => years === kept) ?? choices[0]
  const save = (keepUsageYears: KeepUsageYears) =>
    act(async () => {
      await send('settings.save', { keepUsageYears })
    })
  return (
    <div className="setting">
      <h3>{t('books.keep.label')}</h3>
      <Segmented
        label={t('books.keep.label')}
        value={current.value}
        options={choices.map(({ value, years }) => ({
          value,
          words: years === null ? t('books.keep.ever') : t('books.keep.years', { count: years }),
        }))}
        onChoose={(value) => {
          const years = choices.find((each) => each.value === value)?.years ?? null
          if (years === kept) return
          // Keeping more deletes nothing.
          if (years === null || (kept !== null && years > kept)) save(years)
          else setAsked(years)
        }}
      />
      <Meaning years={kept} />
      {asked !== null && (
        <Ask
          years={asked}
          onSaveAll={onSaveAll}
          onCancel={() => setAsked(null)}
          onDelete={() => {
            setAsked(null)
            save(choices.find(({ years }) => years === asked)?.years ?? null)
          }}
        />
      )}
    </div>
  )
}

function Meaning({ years }: { years: KeepUsageYears }) {
  const { t } = useTranslation()
  const date = useKeptFrom(years ?? 0)
  return <p>{years === null ? t('books.keep.everMeaning') : t('books.keep.meaning', { date })}</p>
}

function Ask({
  years,
  onSaveAll,
  onCancel,
  onDelete,
}: {
  years: number
  onSaveAll: () => void
  onCancel: () => void
  onDelete: () => void
}) {
  const { t } = useTranslation()
  const date = useKeptFrom(years)
  return (
    <Dialog
      title={t('books.keep.title', { date })}
      onCancel={onCancel}
      actions={
        <>
          <Button look="bare" onClick={onCancel}>
            {t('books.keep.cancel')}
          </Button>
          <Button onClick={onSaveAll}>{t('books.keep.saveFirst')}</Button>
          <Button look="stop" onClick={onDelete}>
            {t('books.keep.delete')}
          </Button>
        </>
      }
    >
      <p>{t('books.keep.warning', { date })}</p>
    </Dialog>
  )
}

/** The first day that is kept, in words. */
function useKeptFrom(years: number): string {
  const format = useFormat()
  const now = useMoment('minute')
  return format.date(keptFrom({ now, latestDay: dayOf(now, format.zone), years, zone: format.zone }))
}

import { useTranslation } from 'react-i18next'
import type { Repair } from '../../../shared/model/repair.ts'
import { send } from '../../bridge/client.ts'
import { lastName } from '../../parts/paths.ts'
import { useAction } from '../../parts/use-action.ts'
import { useFormat } from '../../parts/use-format.ts'
import { useMirror } from '../../store/mirror.ts'
import { useMoment } from '../../store/moment.ts'
import { Button } from '../../ui/button.tsx'
import { Lamp } from '../../ui/lamp.tsx'

/** Files of ours that were damaged and put right; each stays until the owner has read it. */
export function Repaired() {
  const repairs = useMirror((mirror) => mirror.repairs)
  if (repairs.length === 0) return null
  return (
    <section className="sec">
      {repairs.map((repair) => (
        <RepairCard key={repair.id} repair={repair} />
      ))}
    </section>
  )
}

function RepairCard({ repair }: { repair: Repair }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useMoment('minute')
  const { busy, act } = useAction()
  const { id, file, what, at, backupAt, saved, complete, keptAs } = repair
  const from =
    backupAt === null ? t('books.repair.noCopy') : t('books.repair.from', { when: format.dayAndClock(backupAt, now) })
  return (
    <article className="ask broke">
      <Lamp name="failed" label={t('common.lamp.failed')} />
      <h2>{t(`books.repair.what.${what === 'sums' ? 'sums' : file}`)}</h2>
      <span className="by">{format.dayAndClock(at, now)}</span>
      {what === 'sums' ? (
        <p>{t('books.repair.counted', { count: saved, days: format.count(saved) })}</p>
      ) : (
        <>
          <p>
            {t('common.twoSentences', {
              first: from,
              second: t('books.repair.saved', { entries: format.count(saved) }),
            })}
          </p>
          <p>{t(complete ? 'books.repair.complete' : `books.repair.missing.${file}`)}</p>
          {keptAs !== null && <p className="note">{t('books.repair.kept', { name: lastName(keptAs) })}</p>}
        </>
      )}
      <div className="row">
        <Button
          disabled={busy}
          onClick={() =>
            act(async () => {
              await send('repairs.putAway', { repairId: id })
            })
          }
        >
          {t('books.repair.read')}
        </Button>
      </div>
    </article>
  )
}

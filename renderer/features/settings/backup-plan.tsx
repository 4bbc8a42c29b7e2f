import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Settings } from '../../../shared/model/settings.ts'
import { firstMomentOf } from '../../../shared/rules/day.ts'
import { send } from '../../bridge/client.ts'
import { lastName } from '../../parts/paths.ts'
import { useAction } from '../../parts/use-action.ts'
import { useFormat } from '../../parts/use-format.ts'
import { useReply } from '../../parts/use-reply.ts'
import { useMirror } from '../../store/mirror.ts'
import { OpenChip } from '../../ui/chip.tsx'
import { Segmented } from '../../ui/choices.tsx'
import { BackupSeal } from './backup-seal.tsx'
import { ErrorWords } from './error-words.tsx'

const choices = ['never', 'day', 'week'] as const

/** Backups that are made by themselves, into a folder that is asked for when they are switched on, and what locks them. */
export function BackupPlan() {
  const { t } = useTranslation()
  const plan = useMirror((mirror) => mirror.settings.backups)
  const { act } = useAction()
  return (
    <>
      <div className="setting">
        <h3>{t('moving.plan.label')}</h3>
        <Segmented
          label={t('moving.plan.label')}
          value={plan?.every ?? 'never'}
          options={choices.map((value) => ({ value, words: t(`moving.plan.${value}`) }))}
          onChoose={(every) =>
            act(async () => {
              await send('moving.plan', { every: every === 'never' ? null : every })
            })
          }
        />
        <p>{plan === null ? t('moving.plan.hint') : t('moving.plan.into', { folder: lastName(plan.folder) })}</p>
      </div>
      {plan !== null && <Sealed plan={plan} />}
    </>
  )
}

function Sealed({ plan }: { plan: NonNullable<Settings['backups']> }) {
  const { t } = useTranslation()
  const format = useFormat()
  /** Asked for anew once something was set right. */
  const [asked, setAsked] = useState(0)
  const reply = useReply(() => send('moving.planned', {}), `${asked} ${plan.folder} ${plan.every}`)
  const stand = reply.kind === 'arrived' ? reply.value : { newest: null, error: null }
  const about = plan.withKeys ? t('moving.seal.withKeys') : t('moving.seal.withoutKeys')
  return (
    <div className="setting">
      <h3>{t('moving.seal.label')}</h3>
      <OpenChip
        form
        label={t('moving.seal.label')}
        words={plan.sealed ? t('moving.seal.set') : t('moving.seal.none')}
        missing={stand.error?.code === 'backup.passphraseUnreadable'}
      >
        {(close) => (
          <BackupSeal
            isSealed={plan.sealed}
            onDone={() => {
              close()
              setAsked((before) => before + 1)
            }}
          />
        )}
      </OpenChip>
      <p>{plan.sealed ? about : t('moving.seal.open')}</p>
      {stand.newest !== null && (
        <p>{t('moving.plan.newest', { day: format.date(firstMomentOf(stand.newest, format.zone)) })}</p>
      )}
      {stand.error !== null && <ErrorWords error={stand.error} />}
    </div>
  )
}

import { useEffect, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type UpdateState, updateSettingsSchema } from '../../../shared/model/update.ts'
import type { Settings } from '../../../shared/model/settings.ts'
import { send } from '../../bridge/client.ts'
import { errorSentence } from '../../parts/error-sentence.ts'
import { OneFieldForm } from '../../parts/one-field-form.tsx'
import { useAction } from '../../parts/use-action.ts'
import { useFormat } from '../../parts/use-format.ts'
import { useMoment } from '../../store/moment.ts'
import { Button } from '../../ui/button.tsx'
import { Switch } from '../../ui/choices.tsx'
import { OpenChip } from '../../ui/chip.tsx'

/** Newer versions of the app: fetched by itself, put in place when the owner says so. */
export function Updates({
  updates,
  onChange,
}: {
  updates: Settings['updates']
  onChange: (changed: Partial<Settings>) => void
}) {
  const { t } = useTranslation()
  const switchId = useId()
  const [state, setState] = useState<UpdateState | null>(null)
  const [isLooking, setLooking] = useState(false)
  const { busy, act } = useAction()
  // It may have changed by itself whenever this page is opened, and with the place it looks in.
  useEffect(() => {
    act(async () => setState(await send('updates.state', {})))
  }, [act, updates.feed])
  const isMetered = state?.error?.code === 'update.metered'
  const look = (anyway: boolean) =>
    act(async () => {
      setLooking(true)
      try {
        setState(await send('updates.look', { anyway }))
      } finally {
        setLooking(false)
      }
    })
  return (
    <section className="sec">
      <h2 className="sec-h">{t('updates.title')}</h2>
      <div className="setting">
        <label htmlFor={switchId}>{t('updates.automatic')}</label>
        <Switch
          id={switchId}
          on={updates.automatic}
          onChange={(automatic) => onChange({ updates: { ...updates, automatic } })}
        />
        <p>{t('updates.automaticMeaning')}</p>
      </div>
      <div className="setting">
        <h3>{t('updates.feed')}</h3>
        <OpenChip form label={t('updates.feed')} words={updates.feed ?? t('updates.asMade')}>
          {(close) => (
            <FeedForm
              feed={updates.feed}
              onDone={(feed) => {
                onChange({ updates: { ...updates, feed } })
                close()
              }}
            />
          )}
        </OpenChip>
      </div>
      <div className="setting">
        <h3>{t('updates.newer')}</h3>
        {state?.stage === 'ready' ? (
          <Button
            look="go"
            disabled={busy}
            onClick={() =>
              act(async () => {
                await send('updates.install', {})
              })
            }
          >
            {t('updates.install', { version: state.version })}
          </Button>
        ) : (
          <Button disabled={busy || state?.stage !== 'current'} onClick={() => look(isMetered)}>
            {t(isMetered ? 'updates.anyway' : 'updates.look')}
          </Button>
        )}
        <p role="status">{isLooking ? t('updates.looking') : <StateWords state={state} />}</p>
      </div>
    </section>
  )
}

function StateWords({ state }: { state: UpdateState | null }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useMoment('minute')
  if (state === null) return null
  const { stage, comesBack, error, backedOut, lookedAt } = state
  if (stage === 'ready') return t(comesBack ? 'updates.ready' : 'updates.readyForGood')
  if (error !== null) {
    return errorSentence(error, t)
  }
  if (stage === 'noFeed') return t('updates.noFeed')
  if (backedOut !== null) return t('errors.update.backedOut.what', { version: backedOut })
  return lookedAt === null ? t('updates.notYet') : t('updates.current', { when: format.dayAndClock(lookedAt, now) })
}

function FeedForm({ feed, onDone }: { feed: string | null; onDone: (feed: string | null) => void }) {
  const { t } = useTranslation()
  return (
    <OneFieldForm
      label={t('updates.feed')}
      hint={t('updates.feedHint')}
      wrong={t('updates.feedWrong')}
      typed={feed ?? ''}
      control={{ autoComplete: 'off', spellCheck: false, maxLength: 2000 }}
      read={(typed) => updateSettingsSchema.shape.feed.safeParse(typed.trim() === '' ? null : typed.trim()).data}
      onDone={onDone}
      beside={null}
    />
  )
}

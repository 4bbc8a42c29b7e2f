import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { type AlertSettings, alertKinds } from '../../../shared/model/alert.ts'
import { alertTitle } from '../../../shared/rules/alerts/alert-words.ts'
import { addressOf } from '../../../shared/model/mail-account.ts'
import type { Settings } from '../../../shared/model/settings.ts'
import { send } from '../../bridge/client.ts'
import { alertPlace } from '../../parts/alert-place.ts'
import { TimeChip } from '../../parts/time-chip.tsx'
import { useFormat } from '../../parts/use-format.ts'
import { useReply } from '../../parts/use-reply.ts'
import { useMirror } from '../../store/mirror.ts'
import { useMoment } from '../../store/moment.ts'
import { go } from '../../store/place.ts'
import { Switch, Tick } from '../../ui/choices.tsx'
import { ErrorCard } from '../../ui/error-card.tsx'
import { Sentence } from '../../ui/sentence.tsx'

const usualQuiet = { from: '22:00', to: '07:00' }

/** What the owner is told though they are not looking, when not, and where else than on the screen. */
export function AlertSection({ onChange }: { onChange: (changed: Partial<Settings>) => void }) {
  const { t } = useTranslation()
  const alerts = useMirror((mirror) => mirror.settings.alerts)
  const robots = useMirror((mirror) => mirror.settings.robots)
  const quietId = useId()
  const save = (changed: Partial<AlertSettings>) => onChange({ alerts: { ...alerts, ...changed } })
  const without = <Value,>(all: readonly Value[], one: Value) => all.filter((each) => each !== one)
  return (
    <section className="sec">
      <h2 className="sec-h">{t('alerts.settings.title')}</h2>
      <p className="note mb-3">{t('alerts.settings.meaning')}</p>
      <fieldset className="m-0 border-0 p-0">
        <legend className="quiet small p-0">{t('alerts.settings.kinds')}</legend>
        {alertKinds.map((kind) => (
          <Ticked
            key={kind}
            id={`alert-${kind}`}
            on={!alerts.off.includes(kind)}
            words={t(`alerts.settings.kind.${kind}`)}
            onTick={(on) => save({ off: on ? without(alerts.off, kind) : [...alerts.off, kind] })}
          />
        ))}
      </fieldset>
      <div className="setting mt-3">
        <label htmlFor={quietId}>{t('alerts.settings.quietSwitch')}</label>
        <Switch id={quietId} on={alerts.quiet !== null} onChange={(on) => save({ quiet: on ? usualQuiet : null })} />
        {alerts.quiet !== null && <Quiet quiet={alerts.quiet} onChange={(quiet) => save({ quiet })} />}
        <p>{t(alerts.quiet === null ? 'alerts.settings.quietNone' : 'alerts.settings.quietMeaning')}</p>
      </div>
      <fieldset className="m-0 mt-4 border-0 p-0">
        <legend className="quiet small p-0">{t('alerts.settings.chats')}</legend>
        {robots.length === 0 && <p className="note">{t('alerts.settings.chatsNone')}</p>}
        {robots.map(({ id, name }) => (
          <Ticked
            key={id}
            id={`alert-robot-${id}`}
            on={alerts.robots.includes(id)}
            words={name}
            onTick={(on) => save({ robots: on ? [...alerts.robots, id] : without(alerts.robots, id) })}
          />
        ))}
        {robots.length > 0 && <p className="note">{t('alerts.settings.chatsMeaning')}</p>}
      </fieldset>
      <Mails alerts={alerts} onChange={(mailAccounts) => save({ mailAccounts })} />
      <Lately />
    </section>
  )
}

/** Each account's own address may be written to. */
function Mails({ alerts, onChange }: { alerts: AlertSettings; onChange: (accounts: string[]) => void }) {
  const { t } = useTranslation()
  const accounts = useMirror((mirror) => mirror.settings.mailAccounts)
  const chosen = alerts.mailAccounts
  return (
    <fieldset className="m-0 mt-4 border-0 p-0">
      <legend className="quiet small p-0">{t('alerts.settings.mails')}</legend>
      <p className="note">{t(accounts.length === 0 ? 'alerts.settings.mailsNone' : 'alerts.settings.mailsMeaning')}</p>
      {accounts.map((account) => (
        <Ticked
          key={account.id}
          id={`alert-mail-${account.id}`}
          on={chosen.includes(account.id)}
          words={addressOf(account)}
          onTick={(on) => onChange(on ? [...chosen, account.id] : chosen.filter((id) => id !== account.id))}
        />
      ))}
    </fieldset>
  )
}

function Ticked(props: { id: string; on: boolean; words: string; onTick: (on: boolean) => void }) {
  return (
    <div className="flex items-center gap-2 py-1">
      <Tick id={props.id} on={props.on} onChange={props.onTick} />
      <label htmlFor={props.id}>{props.words}</label>
    </div>
  )
}

function Quiet({
  quiet,
  onChange,
}: {
  quiet: NonNullable<AlertSettings['quiet']>
  onChange: (quiet: NonNullable<AlertSettings['quiet']>) => void
}) {
  const { t } = useTranslation()
  return (
    <Sentence
      text={t('alerts.settings.quietWords')}
      parts={{
        from: (
          <TimeChip
            label={t('alerts.settings.from')}
            time={quiet.from}
            onChoose={(from) => onChange({ ...quiet, from })}
          />
        ),
        to: <TimeChip label={t('alerts.settings.to')} time={quiet.to} onChoose={(to) => onChange({ ...quiet, to })} />,
      }}
    />
  )
}

/** What was told, the newest first, so that what flew by can be read again. */
function Lately() {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useMoment('minute')
  const newest = useMirror((mirror) => mirror.alerts[0]?.id ?? '')
  const reply = useReply(() => send('alerts.list', {}), newest)
  const reader = { language: format.language, t }
  return (
    <details className="mt-3">
      <summary>{t('alerts.settings.lately')}</summary>
      {reply.kind === 'failed' && <ErrorCard level="h3" error={reply.error} />}
      {reply.kind === 'arrived' && reply.value.alerts.length === 0 && (
        <p className="note mt-2">{t('alerts.settings.latelyNone')}</p>
      )}
      {reply.kind === 'arrived' && (
        <ul className="rows mt-2">
          {reply.value.alerts.map(({ id, at, about, told }) => {
            const place = alertPlace(about) ?? { name: 'today' as const }
            return (
              <li key={id} className="soon whole">
                <span className="who">
                  <button type="button" className="open cut" onClick={() => go(place)}>
                    {alertTitle(about, reader)}
                  </button>
                  <small>
                    {format.dayAndClock(at, now)}
                    {!told && ` · ${t('alerts.settings.waits')}`}
                  </small>
                </span>
              </li>
            )
          })}
        </ul>
      )}
    </details>
  )
}

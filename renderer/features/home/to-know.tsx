import { useTranslation } from 'react-i18next'
import type { Alert, AlertAbout } from '../../../shared/model/alert.ts'
import type { Mirror } from '../../../shared/contract/mirror.ts'
import { alertBody, alertTitle } from '../../../shared/rules/alerts/alert-words.ts'
import { send } from '../../bridge/client.ts'
import { alertPlace } from '../../parts/alert-place.ts'
import { useAction } from '../../parts/use-action.ts'
import { useFormat } from '../../parts/use-format.ts'
import { useMirrorMembers } from '../../store/mirror.ts'
import { useMoment } from '../../store/moment.ts'
import { go } from '../../store/place.ts'
import { Button } from '../../ui/button.tsx'
import { Icon, type IconName } from '../../ui/icons.tsx'

/** What the owner was told of and has not put away: money above all. Questions and agents that stand still have cards of their own. */
export function ToKnow() {
  const { t } = useTranslation()
  const alerts = useMirrorMembers(toKnow)
  if (alerts.length === 0) return null
  return (
    <section className="sec">
      <h2 className="sec-h">
        {t('alerts.today')} <span className="n num">{alerts.length}</span>
      </h2>
      {alerts.map((alert) => (
        <AlertCard key={alert.id} alert={alert} />
      ))}
    </section>
  )
}

function AlertCard({ alert: { id, at, about } }: { alert: Alert }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useMoment('minute')
  const { busy, act } = useAction()
  const reader = { language: format.language, t }
  const place = alertPlace(about)
  const putAway = () =>
    act(async () => {
      await send('alerts.see', { id })
    })
  return (
    <article className="ask calm">
      <Icon name={iconOf(about)} />
      <h3>{alertTitle(about, reader)}</h3>
      <span className="by">{format.ago(at, now)}</span>
      <p>{alertBody(about, reader)}</p>
      <div className="row">
        {place !== null && <Button onClick={() => go(place)}>{t('alerts.look')}</Button>}
        <Button look="bare" disabled={busy} onClick={putAway}>
          {t('alerts.putAway')}
        </Button>
      </div>
    </article>
  )
}

function toKnow({ alerts }: Mirror): Alert[] {
  return alerts.filter(({ about: { kind } }) => kind !== 'approval' && kind !== 'standing' && kind !== 'told')
}

function iconOf({ kind }: AlertAbout): IconName {
  switch (kind) {
    case 'digest':
      return 'today'
    case 'nothingRan':
      return 'clock'
    case 'networkDrive':
      return 'computer'
    case 'backup':
      return 'copy'
    default:
      return 'money'
  }
}

import { useTranslation } from 'react-i18next'
import { dayNumber } from '../../shared/rules/format-time.ts'
import { useFormat } from '../parts/use-format.ts'
import { useMirror } from '../store/mirror.ts'
import { useMoment } from '../store/moment.ts'
import { go, type Place, usePlace, useRail } from '../store/place.ts'
import { needsCount } from '../store/selectors.ts'
import { Icon, type IconName, Mark } from '../ui/icons.tsx'
import { Tip } from '../ui/tip.tsx'
import { useMedia } from '../ui/use-media.ts'
import { openHelp } from './help.ts'

const entries: readonly { readonly icon: IconName; readonly place: Place }[] = [
  { icon: 'today', place: { name: 'today' } },
  { icon: 'results', place: { name: 'results', runId: null } },
  { icon: 'agents', place: { name: 'agents' } },
  { icon: 'money', place: { name: 'money' } },
  { icon: 'models', place: { name: 'models' } },
  { icon: 'settings', place: { name: 'settings' } },
]

/** The places, and this computer at the foot. In a narrow window only the icons, with tooltips. */
export function Rail() {
  const { t } = useTranslation()
  const format = useFormat()
  const began = useRail()
  // While the guide is read it is the one place that is shown.
  const rail = usePlace().name === 'guide' ? null : began
  const narrow = useMedia('(max-width: 1040px)')
  const due = useMirror((mirror) => needsCount(mirror))
  const unread = useMirror((mirror) => mirror.unread)
  const startedAt = useMirror((mirror) => mirror.system.startedAt)
  const now = useMoment('minute')
  const sameDay = dayNumber(startedAt, format.zone) === dayNumber(now, format.zone)
  const awake = t('nav.awakeSince', {
    time: sameDay ? format.clock(startedAt) : format.dayAndClock(startedAt, now),
  })
  return (
    <aside className="rail" aria-label="Kaihe">
      <div className="brand drag">
        <Mark />
        <span>Kaihe</span>
      </div>
      <nav className="nav" aria-label={t('nav.places')}>
        {entries.map(({ icon, place }) => (
          <Tip key={place.name} text={narrow ? t(`nav.${place.name}`) : ''} side="right">
            <button
              type="button"
              aria-label={
                place.name === 'today' && due > 0
                  ? t('nav.todayDue', { count: due })
                  : place.name === 'results' && unread > 0
                    ? t('value.navUnread', { count: unread })
                    : t(`nav.${place.name}`)
              }
              {...(rail === place.name ? { 'aria-current': 'page' as const } : {})}
              onClick={() => go(place)}
            >
              <Icon name={icon} />
              <span>{t(`nav.${place.name}`)}</span>
              {place.name === 'today' && due > 0 && <span className="count due">{due}</span>}
              {place.name === 'results' && unread > 0 && <span className="count">{unread > 99 ? '99+' : unread}</span>}
            </button>
          </Tip>
        ))}
      </nav>
      <Help narrow={narrow} />
      <Tip text={narrow ? awake : ''} side="right">
        <button
          type="button"
          className="machine"
          aria-label={`${t('nav.computer')}. ${awake}`}
          {...(rail === 'computer' ? { 'aria-current': 'page' as const } : {})}
          onClick={() => go({ name: 'computer' })}
        >
          <Icon name="computer" />
          <span>
            <b>{t('nav.computer')}</b>
            {awake}
          </span>
        </button>
      </Tip>
    </aside>
  )
}

/** The guide, opened at what it says of the place that is shown. */
function Help({ narrow }: { narrow: boolean }) {
  const { t } = useTranslation()
  const place = usePlace()
  return (
    <div className="foot">
      <Tip text={narrow ? t('nav.guide') : ''} side="right">
        <button
          type="button"
          aria-label={t('nav.guide')}
          aria-keyshortcuts="F1"
          {...(place.name === 'guide' ? { 'aria-current': 'page' as const } : {})}
          onClick={openHelp}
        >
          <Icon name="help" />
          <span>{t('nav.guide')}</span>
        </button>
      </Tip>
    </div>
  )
}

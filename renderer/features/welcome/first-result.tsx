import { useTranslation } from 'react-i18next'
import { send } from '../../bridge/client.ts'
import { useAction } from '../../parts/use-action.ts'
import { go, type Place } from '../../store/place.ts'
import { startTour } from '../../store/tour.ts'
import { Cards } from '../../ui/cards.tsx'

/** Something real in the first minute: samples, one's own folder, or a look at what there is. */
export function FirstResult() {
  const { t } = useTranslation()
  const { busy, act } = useAction()
  const leaveFor = (place: Place) => async () => {
    await send('settings.save', { welcomed: true })
    go(place)
  }
  const ways = {
    samples: async () => {
      const { runId } = await send('samples.run', { model: null })
      await leaveFor({ name: 'run', runId })()
    },
    folder: leaveFor({ name: 'today' }),
    gallery: leaveFor({ name: 'gallery' }),
    tour: async () => {
      await leaveFor({ name: 'today' })()
      startTour()
    },
  }
  return (
    <div className="pick-mind">
      <h2 className="title">{t('welcome.first.title')}</h2>
      <p className="soft">{t('welcome.first.meaning')}</p>
      <Cards
        cards={(['samples', 'folder', 'gallery', 'tour'] as const).map((value) => ({
          value,
          title: t(`welcome.first.${value}.name`),
          meaning: t(`welcome.first.${value}.about`),
          mark: '',
        }))}
        onChoose={(way) => {
          if (!busy) act(ways[way])
        }}
      />
    </div>
  )
}

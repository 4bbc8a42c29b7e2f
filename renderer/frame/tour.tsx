import { Popover } from 'radix-ui'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { endTour, moveTour, type TourStop, tourStops, useTourStop } from '../store/tour.ts'
import { Button } from '../ui/button.tsx'

/** Where each stop points to. */
const targets: Readonly<Record<TourStop, string>> = {
  today: '.nav button:nth-of-type(1)',
  results: '.nav button:nth-of-type(2)',
  agents: '.nav button:nth-of-type(3)',
  money: '.nav button:nth-of-type(4)',
  brake: '.strip .brake',
}

/** A few words beside the real thing, one after the other; Esc or Skip ends it at any moment. */
export function Tour() {
  const shown = useTourStop()
  return shown === null ? null : <Stop key={shown.stop} stop={shown.stop} number={shown.number} />
}

function Stop({ stop, number }: { stop: TourStop; number: number }) {
  const { t } = useTranslation()
  const anchor = useRef<Element | null>(null)
  const [isReady, setIsReady] = useState(false)
  useEffect(() => {
    anchor.current = document.querySelector(targets[stop])
    setIsReady(true)
  }, [stop])
  if (!isReady) return null
  const isLast = number === tourStops.length
  return (
    <Popover.Root open onOpenChange={(open) => !open && endTour()}>
      <Popover.Anchor virtualRef={{ current: anchor.current ?? document.body }} />
      <Popover.Portal>
        <Popover.Content
          className="popover form tour"
          side={stop === 'brake' ? 'bottom' : 'right'}
          align="start"
          sideOffset={10}
          collisionPadding={12}
          aria-label={t('tour.label')}
          onInteractOutside={(event) => event.preventDefault()}
        >
          <p className="over num">{t('tour.of', { number, of: tourStops.length })}</p>
          <h2>{t(`tour.${stop}.title`)}</h2>
          <p>{t(`tour.${stop}.about`)}</p>
          <div className="flex gap-2 mt-3">
            <Button look="go" onClick={() => moveTour(1)}>
              {t(isLast ? 'tour.done' : 'tour.next')}
            </Button>
            {number > 1 && (
              <Button look="bare" onClick={() => moveTour(-1)}>
                {t('tour.back')}
              </Button>
            )}
            {!isLast && (
              <Button look="bare" onClick={endTour}>
                {t('tour.skip')}
              </Button>
            )}
          </div>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}

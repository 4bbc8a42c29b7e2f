import { useTranslation } from 'react-i18next'
import { useFormat } from '../parts/use-format.ts'
import { useMirror } from '../store/mirror.ts'
import { goBack, useWayBack } from '../store/place.ts'
import { totalSpeed, workingRuns } from '../store/selectors.ts'
import { useTicking } from '../ui/figures.tsx'
import { Icon } from '../ui/icons.tsx'
import { Lamp } from '../ui/lamp.tsx'
import { Brakes } from './brakes.tsx'
import { WindowButtons } from './window-buttons.tsx'

/** The way back at the left; at the right what works, how fast, today's money, and the one brake. */
export function Strip() {
  const ownButtons = useMirror((mirror) => mirror.system.ownWindowButtons)
  return (
    <header className="strip">
      <WayBack />
      <Pulse />
      {ownButtons && <WindowButtons />}
    </header>
  )
}

function WayBack() {
  const { t } = useTranslation()
  const back = useWayBack()
  const name = useMirror((mirror) => {
    if (back?.name === 'agent') return mirror.agents[back.agentId]?.name
    return back?.name === 'run' ? mirror.runs[back.runId]?.agentName : undefined
  })
  if (back === null) return null
  return (
    <button type="button" className="crumb" onClick={goBack}>
      <Icon name="back" small />
      <span className="sr">{t('nav.backTo')} </span>
      <span>{name ?? t(`nav.${back.name}`)}</span>
    </button>
  )
}

function Pulse() {
  const { t } = useTranslation()
  const format = useFormat()
  const working = useMirror((mirror) => workingRuns(mirror).length)
  const speed = useTicking(useMirror(totalSpeed))
  const usage = useTicking(useMirror((mirror) => mirror.today.usage))
  return (
    <div className="pulse">
      {working > 0 && (
        <span>
          <Lamp name="running" />
          {t('nav.working', { count: working })}
        </span>
      )}
      {speed !== null && (
        <span className="wide">
          <b className="num">{format.count(Math.round(speed))}</b> {t('nav.tokensPerSecond')}
        </span>
      )}
      {usage.calls > 0 && (
        <span className="roomy">
          <b className="num">{format.usageMoney(usage)}</b> {t('nav.spentToday')}
        </span>
      )}
      <Brakes />
    </div>
  )
}

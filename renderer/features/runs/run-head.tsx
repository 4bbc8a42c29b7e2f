import { useTranslation } from 'react-i18next'
import { hasEnded, isPutOff, type Run } from '../../../shared/model/run.ts'
import { send } from '../../bridge/client.ts'
import { progressOf } from '../../parts/progress.ts'
import { RunLamp } from '../../parts/run-lamp.tsx'
import { lampOf } from '../../parts/run-state.ts'
import { useAction } from '../../parts/use-action.ts'
import { useFormat } from '../../parts/use-format.ts'
import { useMirror } from '../../store/mirror.ts'
import { useMoment } from '../../store/moment.ts'
import { go } from '../../store/place.ts'
import { Button } from '../../ui/button.tsx'

/** The agent, where its run stands, and Stop; after the end, running again. */
export function RunHead({ run }: { run: Run }) {
  return (
    <div className="livehead head">
      <h1 className="title">
        <RunLamp state={run.state} />
        <span className="cut">{run.agentName}</span>
      </h1>
      <span className="soft small num">
        <Standing run={run} />
      </span>
      <div className="acts">{hasEnded(run.state) ? <EndedActions run={run} /> : <LiveActions run={run} />}</div>
    </div>
  )
}

function Standing({ run }: { run: Run }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useMoment('minute')
  const state = t(lampOf(run.state).text)
  if (hasEnded(run.state)) {
    return t('runs.endedAt', { state, when: format.dayAndClock(run.endedAt ?? run.createdAt, now) })
  }
  const { step } = progressOf(run)
  if (run.state.name !== 'running' || step === null) return state
  return t('runs.step', { step, of: run.steps.length })
}

function LiveActions({ run }: { run: Run }) {
  const { t } = useTranslation()
  const { busy, act } = useAction()
  return (
    <>
      {isPutOff(run) && (
        <Button
          icon="play"
          disabled={busy}
          onClick={() =>
            act(async () => {
              await send('runs.startNow', { runId: run.id })
            })
          }
        >
          {t('forecast.offPeak.startNow')}
        </Button>
      )}
      <StopButton run={run} />
    </>
  )
}

function StopButton({ run }: { run: Run }) {
  const { t } = useTranslation()
  const { busy, act } = useAction()
  return (
    <Button
      look="stop"
      icon="stop"
      disabled={busy || run.state.name === 'stopping'}
      onClick={() =>
        act(async () => {
          await send('runs.stop', { runId: run.id })
        })
      }
    >
      {t(run.state.name === 'stopping' ? 'common.lamp.stopping' : 'runs.stop')}
    </Button>
  )
}

function EndedActions({ run }: { run: Run }) {
  const { t } = useTranslation()
  const exists = useMirror((mirror) => mirror.agents[run.agentId] !== undefined)
  const { busy, act } = useAction()
  if (!exists) return null
  return (
    <>
      <Button look="bare" onClick={() => go({ name: 'agent', agentId: run.agentId })}>
        {t('runs.toAgent')}
      </Button>
      <Button
        icon="play"
        disabled={busy}
        onClick={() =>
          act(async () => {
            const { runId } = await send('agents.run', { agentId: run.agentId })
            go({ name: 'run', runId })
          })
        }
      >
        {t('common.runAgain')}
      </Button>
    </>
  )
}

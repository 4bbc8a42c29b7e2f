import { useTranslation } from 'react-i18next'
import type { Mirror } from '../../../shared/contract/mirror.ts'
import { usePausedWords } from '../../parts/paused-words.ts'
import { useFormat } from '../../parts/use-format.ts'
import { useMirror, useMirrorMembers } from '../../store/mirror.ts'
import { useMoment } from '../../store/moment.ts'

/** What the agents depend on, and how it is. */
export function StandsOn() {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useMoment('minute')
  const { gateway, keyring, startedAt, zone } = useMirror((mirror) => mirror.system)
  const { on, all } = useMirrorMembers(countAgents)
  const kept = useMirrorMembers(keptAwakeFor)
  const paused = usePausedWords()
  return (
    <section className="sec">
      <h2 className="sec-h">{t('computer.parts.title')}</h2>
      <dl className="stands">
        <dt>{t('computer.parts.gateway')}</dt>
        <dd>{t(`computer.parts.gatewayState.${gateway}`)}</dd>
        <dt>{t('computer.parts.keyring')}</dt>
        <dd>{t(`computer.parts.keyringState.${keyring}`)}</dd>
        {kept.length > 0 && (
          <>
            <dt>{t('computer.parts.keptAwake')}</dt>
            <dd>{kept.join(t('computer.parts.and'))}</dd>
          </>
        )}
        {paused !== '' && (
          <>
            <dt>{t('computer.parts.starts')}</dt>
            <dd>{paused}</dd>
          </>
        )}
        <dt>{t('computer.parts.agents')}</dt>
        <dd className="num">{t('computer.parts.agentsOf', { on: format.count(on), all: format.count(all) })}</dd>
        <dt>{t('computer.parts.awake')}</dt>
        <dd className="num">{format.dayAndClock(startedAt, now)}</dd>
        <dt>{t('computer.parts.zone')}</dt>
        <dd>{zone}</dd>
      </dl>
    </section>
  )
}

function countAgents(mirror: Mirror): { on: number; all: number } {
  const agents = Object.values(mirror.agents)
  return { on: agents.filter(({ enabled, triggers }) => enabled && triggers.length > 0).length, all: agents.length }
}

/** The agents the computer is kept awake for, by name. */
function keptAwakeFor(mirror: Mirror): string[] {
  return mirror.power.keptAwakeFor.flatMap((id) => mirror.agents[id]?.name ?? [])
}

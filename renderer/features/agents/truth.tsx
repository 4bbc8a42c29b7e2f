import { useTranslation } from 'react-i18next'
import type { SchedulePreview } from '../../../shared/contract/commands/schedule.ts'
import type { AgentDraft } from '../../../shared/model/agent.ts'
import type { AgentId } from '../../../shared/model/brand.ts'
import { isPractice } from '../../../shared/model/provider.ts'
import type { TaskProblem } from '../../../shared/rules/task-check.ts'
import { lastName } from '../../parts/paths.ts'
import { useMirror } from '../../store/mirror.ts'
import { Icon } from '../../ui/icons.tsx'
import { Cost } from './cost.tsx'
import { KeepAwake } from './keep-awake.tsx'
import { Limits } from './limits.tsx'
import { Missing } from './missing.tsx'
import { NextRuns } from './next-runs.tsx'
import { StandingYeses } from './standing-yeses.tsx'
import { useModelChoice } from './use-model-choice.ts'

/** Beside the sentences: what is missing, when it will run, what it may spend, what it may and may not do. */
export function Truth({
  agentId,
  draft,
  problems,
  preview,
  shown,
  limit,
  onChange,
}: {
  agentId: AgentId
  draft: AgentDraft
  problems: readonly TaskProblem[]
  preview: SchedulePreview
  shown: boolean
  /** The cap that is open from the start. */
  limit: string | undefined
  onChange: (draft: AgentDraft) => void
}) {
  const { t } = useTranslation()
  return (
    <aside className={shown ? 'truth scroll shown' : 'truth scroll'} id="truth" aria-label={t('agents.truth')}>
      <Missing problems={problems} />
      <NextRuns draft={draft} preview={preview} />
      <Cost agentId={agentId} draft={draft} />
      <Limits agentId={agentId} draft={draft} openAt={limit} onChange={onChange} />
      <KeepAwake agentId={agentId} draft={draft} onChange={onChange} />
      <May draft={draft} />
      <StandingYeses agentId={agentId} />
    </aside>
  )
}

function May({ draft }: { draft: AgentDraft }) {
  const { t } = useTranslation()
  const answer = useModelChoice(draft)
  const models = answer.ok ? [answer.model, ...answer.fallbacks] : []
  const providers = useMirror((mirror) => mirror.providers)
  const services = [...new Set(models.filter((model) => !isPractice(model)).map(({ providerId }) => providerId))].map(
    (id) => providers.find((provider) => provider.id === id)?.name ?? id,
  )
  const looked = draft.triggers.flatMap((trigger) => {
    const site = trigger.kind === 'page' || trigger.kind === 'feed' ? URL.parse(trigger.url)?.host : undefined
    return site === undefined ? [] : [t('agents.may.look', { site })]
  })
  const looksAtWeb = looked.length > 0 || draft.steps.some((step) => 'address' in step)
  const may = draft.steps.flatMap((step) => {
    switch (step.kind) {
      case 'sumUp':
      case 'notify':
      case 'readMail':
      case 'sendMail':
        return []
      case 'readFile':
      case 'readTable':
        return step.file === null ? [] : [t('agents.may.read', { folder: lastName(step.file) })]
      case 'readFolder':
        return step.folder === null ? [] : [t('agents.may.read', { folder: lastName(step.folder) })]
      case 'summarize':
      case 'askAi':
      case 'extract':
      case 'classify':
      case 'translate':
      case 'compare':
      case 'draft':
      case 'decide':
      case 'otherwise':
        if (models.some(isPractice)) return [t('agents.may.practice')]
        return services.map((service) => t('agents.may.send', { service }))
      case 'writeDocument':
      case 'writeTable':
      case 'arrangeFiles':
      case 'drawChart':
      case 'writeCalendar':
      case 'runProgram':
        return step.folder === null ? [] : [t('agents.may.write', { folder: lastName(step.folder) })]
      case 'work':
        return step.tools.folders.map(({ path, access }) =>
          t(access === 'write' ? 'agents.may.write' : 'agents.may.read', { folder: lastName(path) }),
        )
      case 'approve':
        return [t('agents.may.ask')]
      case 'readPage':
      case 'readFeed': {
        const site = URL.parse(step.address)?.host
        return site === undefined ? [] : [t('agents.may.open', { site })]
      }
    }
  })
  return (
    <section>
      <h2>{t('agents.may.title')}</h2>
      <ul className="may">
        {[...new Set([...may, ...looked])].map((words) => (
          <li key={words}>
            <Icon name="check" />
            <span>{words}</span>
          </li>
        ))}
      </ul>
      <h2>{t('agents.mayNot.title')}</h2>
      <ul className="may">
        {(looksAtWeb ? ['change', 'programs'] : ['change', 'web', 'programs']).map((each) => (
          <li key={each} className="no">
            <Icon name="forbidden" />
            <span>{t(`agents.mayNot.${each}`)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

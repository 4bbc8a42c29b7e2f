import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { TaskProblem } from '../../../shared/rules/task-check.ts'
import { Lamp } from '../../ui/lamp.tsx'
import { openField } from './steps/focus-step.ts'

/** What keeps the agent from running, and what wants a look; a click goes there. */
export function Missing({ problems }: { problems: readonly TaskProblem[] }) {
  const { t } = useTranslation()
  if (problems.length === 0) return null
  return (
    <section>
      <h2>{t('agents.missing.title')}</h2>
      {problems.map((problem) => (
        <div key={`${problem.step?.id} ${problem.field} ${problem.code}`} className="todo">
          <Lamp name={problem.isDoubt ? 'doubt' : 'waiting'} />
          <span>{problemWords(problem, t)}</span>
          {problem.step !== null && <Go problem={problem} stepId={problem.step.id} />}
        </div>
      ))}
    </section>
  )
}

function Go({ problem, stepId }: { problem: TaskProblem; stepId: NonNullable<TaskProblem['step']>['id'] }) {
  const { t } = useTranslation()
  return (
    <button type="button" className="link ml-auto" onClick={() => openField(stepId, problem.field)}>
      {t(problem.isDoubt ? 'agents.missing.look' : 'agents.missing.choose')}
    </button>
  )
}

function problemWords({ step, field, code, name }: TaskProblem, t: TFunction): string {
  if (step === null) return t('agents.missing.noSteps')
  const about = (what: string) => t('agents.missing.step', { number: step.number, what })
  switch (code) {
    case 'steps.none':
      return t('agents.missing.noSteps')
    case 'step.notChosen':
      return about(t('agents.missing.notChosen'))
    case 'step.later':
      return about(t('agents.missing.later'))
    case 'step.unfit':
      return about(t('agents.missing.unfit'))
    case 'column.unknown':
      return about(t('agents.missing.column', { name }))
    case 'account.gone':
      return about(t('agents.missing.gone.account'))
    case 'server.gone':
      return about(t('agents.missing.gone.server'))
    case 'robot.gone':
      return about(t('agents.missing.gone.robot'))
    case 'agent.gone':
      return about(t('agents.missing.gone.agent'))
    default:
      return about(t(`steps.${step.kind}.missing.${field}`))
  }
}

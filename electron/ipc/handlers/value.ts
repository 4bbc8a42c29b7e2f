import { CodedError } from '../../../shared/contract/errors.ts'
import { createTranslator } from '../../../shared/i18n/translate.ts'
import { withRemark } from '../../../shared/rules/with-remark.ts'
import type { Handlers } from '../router.ts'
import type { Services } from './services.ts'

type ValueCommand =
  | 'results.again'
  | 'results.marks'
  | 'results.mark'
  | 'results.search'
  | 'value.read'
  | 'value.setRate'
  | 'advice.read'

export function valueHandlers({ value, advice, runs, agents, settings }: Services): Pick<Handlers, ValueCommand> {
  return {
    'results.marks': ({ runIds }) => ({ marks: value.marksOf(runIds) }),
    'results.mark': ({ runId, ...change }) => ({ mark: value.mark(runId, change) }),
    'results.again': ({ runId, remark }) => {
      const { t } = createTranslator(settings.language())
      const agent = withRemark(agents.get(runs.read(runId).run.agentId), t('value.remark.asked', { remark }))
      if (agent === null) throw new CodedError('request.invalid', {}, 'no room for the remark')
      const given = { kind: 'remark' as const, text: remark }
      return { runId: runs.start({ agent, startedBy: { kind: 'hand' }, given }).id }
    },
    'results.search': async ({ text }) => ({ runs: await value.search(text) }),
    'value.read': async (range) => ({ report: await value.read(range) }),
    'advice.read': async () => ({ advice: await advice.read() }),
    'value.setRate': (rate) => value.setRate(rate),
  }
}

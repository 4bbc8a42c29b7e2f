import type { Handlers } from '../router.ts'
import type { Services } from './services.ts'

type ValueCommand = 'results.marks' | 'results.mark' | 'results.search' | 'value.read' | 'value.setRate' | 'advice.read'

export function valueHandlers({ value, advice }: Services): Pick<Handlers, ValueCommand> {
  return {
    'results.marks': ({ runIds }) => ({ marks: value.marksOf(runIds) }),
    'results.mark': ({ runId, ...change }) => ({ mark: value.mark(runId, change) }),
    'results.search': async ({ text }) => ({ runs: await value.search(text) }),
    'value.read': async (range) => ({ report: await value.read(range) }),
    'advice.read': async () => ({ advice: await advice.read() }),
    'value.setRate': (rate) => value.setRate(rate),
  }
}

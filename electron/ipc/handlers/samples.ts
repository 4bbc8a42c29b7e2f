import type { Handlers } from '../router.ts'
import type { Services } from './services.ts'

export function sampleHandlers({ samples }: Services): Pick<Handlers, 'samples.run'> {
  return {
    'samples.run': async ({ model }) => {
      const { runId } = await samples.run(model)
      return { runId }
    },
  }
}

import type { Handlers } from '../router.ts'
import type { Services } from './services.ts'

type OwnModelCommand = Extract<keyof Handlers, `ownModels.${string}`>

export function ownModelHandlers({ ownModels, desktop }: Services): Pick<Handlers, OwnModelCommand> {
  const add = async (path: string | null) => ({ added: path === null ? null : await ownModels.add(path) })
  return {
    'ownModels.measure': () => ownModels.measure(),
    'ownModels.fetch': ({ listedId, source, anyway }) => {
      ownModels.fetch(listedId, source, anyway === true)
      return {}
    },
    'ownModels.stop': ({ listedId }) => {
      ownModels.stop(listedId)
      return {}
    },
    'ownModels.discard': async ({ listedId }) => {
      await ownModels.discard(listedId)
      return {}
    },
    'ownModels.addFile': async () => add(await desktop.pickDocument({ kinds: ['gguf'], startAt: null })),
    'ownModels.addFolder': async () => add(await desktop.pickFolder({ access: 'read', startAt: null })),
    'ownModels.remove': async ({ name }) => {
      await ownModels.remove(name)
      return {}
    },
  }
}

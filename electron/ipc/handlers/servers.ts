import type { Handlers } from '../router.ts'
import type { Services } from './services.ts'

type ServerCommand = 'servers.save' | 'servers.remove' | 'servers.look'

export function serverHandlers({ toolServers }: Services): Pick<Handlers, ServerCommand> {
  return {
    'servers.save': async (draft) => ({ server: await toolServers.save(draft) }),
    'servers.remove': async ({ serverId }) => {
      await toolServers.remove(serverId)
      return {}
    },
    'servers.look': ({ serverId, accept }) => toolServers.look(serverId, accept),
  }
}

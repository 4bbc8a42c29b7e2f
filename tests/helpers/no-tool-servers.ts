import type { ToolServerService } from '../../electron/supervisor/servers/tool-server-service.ts'

/** For runs whose agents ticked no tools of servers. */
export const noToolServers: Pick<ToolServerService, 'describe' | 'call'> = {
  describe: async () => [],
  call: () => Promise.reject(new Error('no server is asked here')),
}

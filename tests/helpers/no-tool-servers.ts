import type { RobotService } from '../../electron/supervisor/robots/robot-service.ts'
import type { InnerSources } from '../../electron/supervisor/runs/inner-sources.ts'
import type { ToolServerService } from '../../electron/supervisor/servers/tool-server-service.ts'

/** For runs whose agents ticked no tools of servers. */
export const noToolServers: Pick<ToolServerService, 'describe' | 'call' | 'nameOf'> = {
  describe: async () => [],
  nameOf: () => null,
  call: () => Promise.reject(new Error('no server is asked here')),
}

/** For runs that read neither the clipboard nor what others made. */
export const noInner: InnerSources = {
  clipboard: async () => '',
  print: () => Promise.reject(new Error('nothing is printed here')),
  newestResult: () => ({ agentName: '', runId: null, files: [] }),
}

/** For runs whose agents write to no chat. */
export const noRobots: Pick<RobotService, 'find' | 'send'> = {
  find: () => {
    throw new Error('no robot is named here')
  },
  send: () => Promise.reject(new Error('no robot is written to here')),
}

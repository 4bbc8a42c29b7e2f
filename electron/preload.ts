import { contextBridge, ipcRenderer, webUtils } from 'electron'
import { channels } from '../shared/contract/channels.ts'

/** What is asked with files that were dropped. */
const takesFiles: ReadonlySet<string> = new Set(['agents.runOn', 'agents.openDropped'])

/** The whole bridge: ask main for something, and hear of what happened. No channel name crosses it. */
contextBridge.exposeInMainWorld('kaihe', {
  request: (name: string, args: unknown): Promise<unknown> =>
    ipcRenderer.invoke(channels.request, name, takesFiles.has(name) ? withPaths(args) : args),
  onEvent: (listener: (batch: unknown) => void): (() => void) => {
    const forward = (_event: unknown, batch: unknown) => listener(batch)
    ipcRenderer.on(channels.events, forward)
    return () => ipcRenderer.removeListener(channels.events, forward)
  },
})

/** Only files that were really dropped have a place on this computer: a page cannot name one it was not given. */
function withPaths(args: unknown): unknown {
  if (typeof args !== 'object' || args === null || !('files' in args) || !Array.isArray(args.files)) return args
  return {
    ...args,
    files: args.files.map((file: unknown) => (file instanceof File ? webUtils.getPathForFile(file) : null)),
  }
}

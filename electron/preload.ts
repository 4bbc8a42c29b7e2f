import { contextBridge, ipcRenderer } from 'electron'
import { channels } from '../shared/contract/channels.ts'

/** The whole bridge: ask main for something, and hear of what happened. No channel name crosses it. */
contextBridge.exposeInMainWorld('kaihe', {
  request: (name: string, args: unknown): Promise<unknown> => ipcRenderer.invoke(channels.request, name, args),
  onEvent: (listener: (batch: unknown) => void): (() => void) => {
    const forward = (_event: unknown, batch: unknown) => listener(batch)
    ipcRenderer.on(channels.events, forward)
    return () => ipcRenderer.removeListener(channels.events, forward)
  },
})

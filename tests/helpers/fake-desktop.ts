import type { Desktop } from '../../electron/ipc/desktop-edge.ts'

/** A desktop that picks what it is told to and remembers what it was asked. */
export type FakeDesktop = Desktop & {
  /** What the owner chooses in the next dialog. */
  pick(path: string | null): void
  acts(): string[]
}

export function createFakeDesktop(): FakeDesktop {
  const acts: string[] = []
  let picked: string | null = null
  return {
    pick(path) {
      picked = path
    },
    acts: () => acts,
    async pickFolder({ access, startAt }) {
      acts.push(`pick ${access} from ${startAt}`)
      return picked
    },
    async pickFile(format) {
      acts.push(`pick file ${format}`)
      return picked
    },
    async openPath(path) {
      acts.push(`open ${path}`)
    },
    showInFolder(path) {
      acts.push(`show ${path}`)
    },
    async openExternal(url) {
      acts.push(`browse ${url}`)
    },
    control(action) {
      acts.push(action)
    },
    quit(confirmed) {
      acts.push(confirmed ? 'quit' : 'ask to quit')
    },
    async setLaunchAtLogin(enabled) {
      acts.push(`launch at login ${enabled}`)
    },
  }
}

import type { Desktop } from '../../electron/ipc/desktop-edge.ts'

/** A desktop that picks what it is told to and remembers what it was asked. */
export type FakeDesktop = Desktop & {
  /** What the owner chooses in the next dialog. */
  pick(path: string | null): void
  /** Another program has these keys. */
  take(keys: string): void
  /** Presses the keys that stop everything. */
  pressStop(): void
  acts(): string[]
}

export function createFakeDesktop(): FakeDesktop {
  const acts: string[] = []
  let picked: string | null = null
  let launches = false
  let pressStop: (() => void) | null = null
  const taken = new Set<string>()
  return {
    pick(path) {
      picked = path
    },
    take: (keys) => void taken.add(keys),
    pressStop: () => pressStop?.(),
    acts: () => acts,
    async pickFolder({ access, startAt }) {
      acts.push(`pick ${access} from ${startAt}`)
      return picked
    },
    async pickDocument({ kinds, startAt }) {
      acts.push(`pick ${kinds.join(' ')} from ${startAt}`)
      return picked
    },
    async pickProgram({ startAt }) {
      acts.push(`pick program from ${startAt}`)
      return picked
    },
    async pickFile(format) {
      acts.push(`pick file ${format}`)
      return picked
    },
    async copyText(text) {
      acts.push(`copy ${text}`)
    },
    async pickCopy(name) {
      acts.push(`pick copy ${name}`)
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
    relaunch() {
      acts.push('relaunch')
    },
    async setLaunchAtLogin(enabled) {
      acts.push(`launch at login ${enabled}`)
      launches = enabled
    },
    launchesAtLogin: async () => launches,
    setShortcut(name, keys, onPressed) {
      acts.push(`listen for ${keys}`)
      if (name === 'stop') pressStop = keys === null || taken.has(keys) ? null : onPressed
      if (keys === null) return 'off'
      return taken.has(keys) ? 'taken' : 'works'
    },
  }
}

import type { ShortcutName, ShortcutState } from '../../shared/model/power.ts'

/** What only the desktop can do; everything else is plain TypeScript that is tested without it. */
export type Desktop = {
  /** The system's folder dialog; null when the owner cancelled. */
  pickFolder(request: { access: 'read' | 'write'; startAt: string | null }): Promise<string | null>
  /** The system's dialog for a program; null when the owner cancelled. */
  /** `kinds`: endings without a dot. Null when nothing was chosen. */
  pickDocument(request: { kinds: readonly string[]; startAt: string | null }): Promise<string | null>
  pickProgram(request: { startAt: string | null }): Promise<string | null>
  /** Puts text on the system's clipboard. */
  copyText(text: string): Promise<void>
  /** Asks where a copy of a file goes; null when the owner cancelled. */
  pickCopy(name: string): Promise<string | null>
  /** The system's dialog for saving; null when the owner cancelled. */
  pickFile(
    format: 'csv' | 'json' | 'pdf' | 'kaihe-agent' | 'kaihe-backup' | 'txt',
    name?: string,
  ): Promise<string | null>
  /** Opens a file with its own program. Throws CodedError `file.notOpened`. */
  openPath(path: string): Promise<void>
  showInFolder(path: string): void
  /** Hands an address to the owner's browser; callers have checked that it is https. */
  openExternal(url: string): Promise<void>
  control(action: 'minimize' | 'maximize' | 'close'): void
  /** Unconfirmed, it asks first when a run is live. */
  quit(confirmed: boolean): void
  /** Ends the app, whatever runs, and starts it again. */
  relaunch(): void
  setLaunchAtLogin(enabled: boolean): Promise<void>
  /** What the system says; null where it does not say. */
  launchesAtLogin(): Promise<boolean | null>
  /** Lets go of the keys from before and listens to these, in every program; null: to none. */
  setShortcut(name: ShortcutName, keys: string | null, onPressed: () => void): ShortcutState
}

import { statfs } from 'node:fs/promises'
import type { Subscribe } from './watch-folder.ts'

/** Of the file systems that live on another computer, by the numbers Linux knows them by: NFS, SMB, CIFS, AFS, 9P, FUSE, Ceph. */
const remote = new Set([0x6969, 0xff534d42, 0xfe534d42, 0x517b, 0x5346414f, 0x01021997, 0x65735546, 0x00c36400])

/** Lets the system tell of changes. Folders on other computers are refused: there it tells of our own changes at best. */
export const subscribeFolder: Subscribe = async (folder, { changed, lost }) => {
  if (await isRemote(folder)) throw new Error('a folder on another computer')
  // A native library: loaded only where there is a folder to watch.
  const { subscribe } = await import('@parcel/watcher')
  const subscription = await subscribe(folder, (error, events) => {
    if (error !== null || events.some(({ path, type }) => type === 'delete' && path === folder)) lost()
    else changed()
  })
  return () => subscription.unsubscribe()
}

async function isRemote(folder: string): Promise<boolean> {
  if (folder.startsWith('\\\\')) return true
  if (process.platform !== 'linux') return false
  const { type } = await statfs(folder)
  return remote.has(type >>> 0)
}

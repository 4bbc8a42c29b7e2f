import { constants, open, readlink, realpath } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import { CodedError } from '../../../../shared/contract/errors.ts'

/**
 * Does something to a name in the very folder its path says. A folder on the way that was exchanged for a link since the path was
 * judged takes nothing with it: on Linux the name is used through the open folder, whose place is judged after it is open; elsewhere
 * the place is judged before and after, which is as much as the system allows.
 *
 * @param path with no links in it
 * @throws CodedError folder.notGranted; what the system says where the folder cannot be opened
 */
export async function inFolder<Result>(path: string, act: (place: string) => Promise<Result>): Promise<Result> {
  const folder = dirname(path)
  if (process.platform !== 'linux') {
    refuseExchanged(folder, await realpath(folder))
    const result = await act(path)
    refuseExchanged(folder, await realpath(folder))
    return result
  }
  const handle = await open(folder, constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NONBLOCK)
  try {
    refuseExchanged(folder, await readlink(`/proc/self/fd/${handle.fd}`))
    return await act(`/proc/self/fd/${handle.fd}/${basename(path)}`)
  } finally {
    await handle.close()
  }
}

function refuseExchanged(folder: string, place: string): void {
  if (place !== folder) throw new CodedError('folder.notGranted', { name: basename(folder) }, `it is ${place} now`)
}

import { z } from 'zod'
import { CodedError } from '../../../../shared/contract/errors.ts'
import { folderGrantSchema } from '../../../../shared/model/agent.ts'
import { settledPlace, systemDisk } from '../../../runner/tools/files/disk.ts'
import { openGranted } from '../../../runner/tools/files/open-granted.ts'
import { defineOperation } from '../operation.ts'

export const pathOpen = defineOperation({
  about:
    'Opens a file or folder as an agent would, and says what the opened handle really is. `write` makes a file that is not there.',
  args: z.strictObject({
    grants: z.array(folderGrantSchema).describe('absolute folders, each opened for reading or for writing'),
    path: z.string().max(100_000).describe('absolute'),
    mode: z.enum(['read', 'list', 'write']),
  }),
  result: z.object({
    allowed: z.boolean(),
    code: z.string().nullable().describe('why not; null when allowed'),
    params: z.record(z.string(), z.union([z.string(), z.number()])),
    detail: z.string(),
    opened: z
      .object({
        path: z.string().describe('where the handle is, links followed'),
        kind: z.enum(['file', 'folder']),
        created: z.boolean(),
        bytes: z.number().int().nonnegative(),
        device: z.string(),
        inode: z.string(),
      })
      .nullable(),
  }),
  example: {
    args: {
      grants: [{ path: '/home/ada/letters', access: 'read' }],
      path: '/home/ada/letters/../keys.txt',
      mode: 'read',
    },
    ok: { allowed: false, code: 'file.missing', params: { name: 'keys.txt' }, detail: '', opened: null },
  },
  async run({ grants, path, mode }) {
    try {
      // As when a folder is picked: it is granted where it is.
      const picked = grants.map(async (grant) => ({
        ...grant,
        path: await settledPlace(grant.path, systemDisk).catch(() => grant.path),
      }))
      const { handle, ...opened } = await openGranted(path, mode, await Promise.all(picked))
      await handle.close()
      return { allowed: true, code: null, params: {}, detail: '', opened }
    } catch (thrown) {
      if (!(thrown instanceof CodedError)) throw thrown
      const { code, params, detail } = thrown
      return { allowed: false, code, params, detail, opened: null }
    }
  },
})

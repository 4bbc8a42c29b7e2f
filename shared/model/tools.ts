import { z } from 'zod'
import { siteGrantSchema } from './site-grant.ts'

/** A tool of a server the owner added, by the names both are known under. */
export const serverToolSchema = z.object({ server: z.string().min(1).max(80), tool: z.string().min(1).max(200) })
export type ServerTool = z.infer<typeof serverToolSchema>

/** What a model may use while it works towards a goal. Nothing that is not ticked here can be used, whatever the model asks for. */
export const toolsSchema = z.object({
  /** Folders whose files may be listed, read and searched; with `write` also made, changed and moved. */
  folders: z
    .array(z.object({ path: z.string().min(1).max(4096), access: z.enum(['read', 'write']) }))
    .max(20)
    .default([]),
  /** Sites whose pages may be read. */
  sites: z.array(siteGrantSchema).max(50).default([]),
  /** Rows of the tables in those folders, and of the list the step builds on. */
  tables: z.boolean().default(false),
  /** A scratch pad of the run's own. */
  note: z.boolean().default(false),
  askOwner: z.boolean().default(false),
  /** Programs that may be started, each time after the owner's yes. Absolute paths the owner picked. */
  programs: z.array(z.string().min(1).max(4096)).max(20).default([]),
  servers: z.array(serverToolSchema).max(100).default([]),
})
export type Tools = z.infer<typeof toolsSchema>

/** Whether a model with these tools has any at all. */
export function hasTools(tools: Tools): boolean {
  const { folders, sites, tables, note, askOwner, programs, servers } = tools
  return tables || note || askOwner || folders.length + sites.length + programs.length + servers.length > 0
}

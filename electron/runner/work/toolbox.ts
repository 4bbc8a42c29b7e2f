import type { LeftOut } from '../../../shared/model/run.ts'
import type { ToolDefinition } from '../model/converse.ts'
import { changingTools } from './change-files.ts'
import { noteTool, ownerTool, pageTool, programTool, rowsTool } from './other-tools.ts'
import { readingTools } from './read-files.ts'
import type { WorkRoom } from './room.ts'
import { serverTools } from './server-tools.ts'
import type { Tool } from './tool.ts'

/** The tools a step ticked, and no others: what is not here cannot be used, whatever the model asks for. */
export async function toolsOf(room: WorkRoom): Promise<{ tools: Tool[]; leftOut: LeftOut[] }> {
  const { folders, sites, tables, note, askOwner, programs } = room.step.tools
  const own = [
    ...(folders.length === 0 ? [] : readingTools(room)),
    ...(folders.some(({ access }) => access === 'write') ? changingTools(room) : []),
    ...(sites.length === 0 ? [] : [pageTool(room)]),
    ...(tables ? [rowsTool(room)] : []),
    ...(note ? [noteTool(room)] : []),
    ...(askOwner ? [ownerTool(room)] : []),
    ...(programs.length === 0 ? [] : [programTool(room)]),
  ]
  const { tools, leftOut } = await serverTools(room)
  return { tools: [...own, ...tools], leftOut }
}

/** As the model is told of them. */
export function definitionsOf(tools: readonly Tool[]): ToolDefinition[] {
  return tools.map(({ name, description, parameters }) => ({ name, description, parameters }))
}

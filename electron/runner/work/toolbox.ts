import type { ToolDefinition } from '../model/converse.ts'
import { changingTools } from './change-files.ts'
import { noteTool, ownerTool, pageTool, programTool, rowsTool } from './other-tools.ts'
import { readingTools } from './read-files.ts'
import type { WorkRoom } from './room.ts'
import type { Tool } from './tool.ts'

/** The tools a step ticked, and no others: what is not here cannot be used, whatever the model asks for. */
export function toolsOf(room: WorkRoom): Tool[] {
  const { folders, sites, tables, note, askOwner, programs } = room.step.tools
  return [
    ...(folders.length === 0 ? [] : readingTools(room)),
    ...(folders.some(({ access }) => access === 'write') ? changingTools(room) : []),
    ...(sites.length === 0 ? [] : [pageTool(room)]),
    ...(tables ? [rowsTool(room)] : []),
    ...(note ? [noteTool(room)] : []),
    ...(askOwner ? [ownerTool(room)] : []),
    ...(programs.length === 0 ? [] : [programTool(room)]),
  ]
}

/** As the model is told of them. */
export function definitionsOf(tools: readonly Tool[]): ToolDefinition[] {
  return tools.map(({ name, description, parameters }) => ({ name, description, parameters }))
}

import { basename } from 'node:path'
import { z } from 'zod'
import { CodedError } from '../../../shared/contract/errors.ts'
import { meetsOutside } from '../../../shared/rules/exposure.ts'
import { askFirst, askOwner } from '../acts/ask-first.ts'
import { runApproved } from '../acts/run-approved.ts'
import { grantedFolder } from '../tools/files/granted-folder.ts'
import { checkUrl } from '../tools/web/check-way.ts'
import { readWebPage } from './read-web-page.ts'
import { itemsOf } from '../values.ts'
import type { WorkRoom } from './room.ts'
import { tableRows } from './table-rows.ts'
import { BadArguments, makeTool, type Tool } from './tool.ts'

/** What one answer may hold, in characters. */
const mostText = 14_000

/** A page of a ticked site. Its address is the model's own, so what it has read could leave in it. */
export function pageTool(room: WorkRoom): Tool {
  const { step, words, context } = room
  return makeTool(
    'read_page',
    words.tools.read_page,
    z.object({ address: z.string().max(4000) }),
    async (input, item) => {
      const address = await asAllowed(input.address, item)
      const text = await readWebPage(address, step.tools.sites, context)
      return { text: text.length > mostText ? `${text.slice(0, mostText)}\n...` : text }
    },
  )

  async function asAllowed(address: string, item: string): Promise<string> {
    // What was not ticked is not even asked about.
    checkUrl(address, step.tools.sites)
    if (!meetsOutside(context.order.agent.steps, step)) return address
    const act = await askFirst(step, item, { kind: 'page', address }, context)
    if (act.kind !== 'page') throw new CodedError('request.invalid', {}, `a page became a ${act.kind}`)
    return act.address
  }
}

const mostRows = 50

/** Rows of a table of the ticked folders, or of the list the step was given. */
export function rowsTool(room: WorkRoom): Tool {
  const { words, places, given, context } = room
  return makeTool(
    'read_rows',
    words.tools.read_rows,
    z.object({ table: z.string().max(4000), from: z.number().int().min(1).optional() }),
    async ({ table, from = 1 }) => {
      const rows = table === 'given' ? await givenRows() : await tableRows(places.find(table), room)
      const shown = rows.slice(from - 1, from - 1 + mostRows)
      const lines = shown.map((row) => JSON.stringify(row))
      return { text: `${rows.length} rows\n${lines.join('\n')}`.slice(0, mostText) }
    },
  )

  async function givenRows() {
    if (given === null) throw new BadArguments('there is no given list')
    const { items } = await itemsOf(given, context.scratch)
    return items.map(({ name, text, fields }) => ({
      name,
      ...fields,
      ...(text === null ? {} : { text: text.slice(0, 1000) }),
    }))
  }
}

/** The talk itself keeps what is noted: a note is part of what the model said. */
export function noteTool({ words }: WorkRoom): Tool {
  return makeTool('note', words.tools.note, z.object({ text: z.string().min(1).max(4000) }), async () => ({
    text: 'ok',
  }))
}

export function ownerTool({ step, words, context }: WorkRoom): Tool {
  return makeTool(
    'ask_owner',
    words.tools.ask_owner,
    z.object({ question: z.string().min(1).max(1800) }),
    async (input, item) => {
      await askOwner({ stepId: step.id, item, message: input.question, preview: '', act: null }, context)
      return { text: 'yes' }
    },
  )
}

/** Only programs the owner picked, each start through the door every program goes through. */
export function programTool(room: WorkRoom): Tool {
  const { step, words, places, context, minutesLeft } = room
  const programs = new Map(step.tools.programs.map((path) => [basename(path), path]))
  return makeTool(
    'run_program',
    words.tools.run_program,
    z.object({
      program: z.string().max(4000),
      arguments: z.array(z.string().max(8000)).max(100),
      folder: z.string().min(1).max(4000).optional(),
    }),
    async (input, item) => {
      const path = programs.get(input.program) ?? step.tools.programs.find((each) => each === input.program)
      if (path === undefined) throw new BadArguments(`program must be one of: ${[...programs.keys()].join(', ')}`)
      const first = places.names.find(({ mayWrite }) => mayWrite)
      const folder = input.folder === undefined ? first?.path : places.find(input.folder)
      if (folder === undefined) throw new BadArguments('there is no folder it could work in')
      const real = await grantedFolder(folder, 'write', places.grants, context.disk)
      const command = { path, arguments: input.arguments, folder: real, minutes: minutesLeft() }
      const { exitCode, output, timedOut } = await runApproved(step, item, command, context)
      const ending = timedOut ? 'time limit' : exitCode === null ? 'ended by a signal' : `exit code ${exitCode}`
      return { text: `${ending}\n${shortened(output)}`, changed: true }
    },
  )
}

/** The beginning and the end say most. */
function shortened(text: string): string {
  const half = mostText / 2
  return text.length <= mostText ? text : `${text.slice(0, half)}\n[...]\n${text.slice(-half)}`
}

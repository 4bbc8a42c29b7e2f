import { z } from 'zod'
import { stepIdSchema } from '../model/brand.ts'
import { hasTools, toolsSchema } from '../model/tools.ts'
import type { StepDefinition, StepProblem } from './definition.ts'
import { folderGrants } from './grants.ts'

export const workSchema = z.object({
  id: stepIdSchema,
  kind: z.literal('work'),
  /** The step whose result it is given; null for none. */
  from: stepIdSchema.nullable(),
  /** What is to be reached, in the owner's words. */
  goal: z.string().trim().max(8000),
  tools: toolsSchema,
  /** How often the model is asked at most. */
  turns: z.number().int().min(1).max(200),
  minutes: z.number().int().min(1).max(600),
  /** What it may cost, in whole units of the currency the model is priced in; 0: the limits of the agent alone hold. */
  spend: z.number().min(0).max(10_000),
})
export type WorkStep = z.infer<typeof workSchema>

export const work: StepDefinition<typeof workSchema> = {
  schema: workSchema,
  group: 'ask',
  fields: [
    { name: 'from', control: 'step', mayBeNone: true },
    { name: 'goal', control: 'text', maxLength: 8000, lines: 8 },
    { name: 'tools', control: 'tools' },
    { name: 'turns', control: 'number', least: 1, most: 200 },
    { name: 'minutes', control: 'number', least: 1, most: 600 },
    { name: 'spend', control: 'number', least: 0, most: 10_000 },
  ],
  unit: 'turns',
  needs: ({ turns }) => ({
    contextTokens: 16_000,
    tools: true,
    vision: false,
    writes: true,
    grade: 'middle',
    work: { calls: Math.min(turns, 12), input: 8_000, output: 500 },
  }),
  exposes({ tools: { folders, sites, tables, programs, servers } }) {
    const reaches = programs.length + servers.length > 0
    return {
      private: reaches || tables || folders.length > 0,
      untrusted: reaches || tables || folders.length + sites.length > 0,
      // The model chooses which address is asked for, and with which words in it.
      out: reaches || sites.length > 0,
    }
  },
  leaves: 'result',
  grants: ({ tools: { folders, sites, programs, servers } }) => [
    ...folders.flatMap(({ path, access }) => [
      ...folderGrants('tools', path, 'read'),
      ...(access === 'write' ? folderGrants('tools', path, 'change') : []),
    ]),
    ...sites.map(({ host, subdomains, port, privateNetwork }) => ({
      kind: 'site' as const,
      host,
      subdomains,
      ports: port === null ? [] : [port],
      signedIn: false,
      private: privateNetwork,
      field: 'tools',
    })),
    ...programs.map((path) => ({ kind: 'program' as const, path, arguments: null, asks: true, field: 'tools' })),
    ...servers.map(({ server, tool }) => ({ kind: 'tool' as const, server, tool, field: 'tools' })),
  ],
  problems({ goal, tools }) {
    const problems: StepProblem[] = []
    if (goal === '') problems.push({ field: 'goal', code: 'text.empty' })
    if (!hasTools(tools)) problems.push({ field: 'tools', code: 'list.empty' })
    else if (tools.programs.length > 0 && tools.folders.every(({ access }) => access === 'read')) {
      problems.push({ field: 'tools', code: 'folder.notChosen' })
    }
    return problems
  },
  forecast: () => null,
}

import { mkdir, mkdtemp, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { CodedError } from '../../../../shared/contract/errors.ts'
import { folderGrantSchema } from '../../../../shared/model/agent.ts'
import { instantSchema, zoneSchema } from '../../../../shared/model/brand.ts'
import { cellSchema, columnSchema } from '../../../../shared/model/item.ts'
import { languageSchema } from '../../../../shared/model/settings.ts'
import { type Step, stepSchema } from '../../../../shared/steps/step.ts'
import { type Given, type StepResult, stepResultSchema } from '../../../runner/step-results.ts'
import { isInside } from '../../../runner/tools/files/granted-folder.ts'
import type { Scratch } from '../../../runner/scratch.ts'
import { defineOperation } from '../operation.ts'
import { settledPlace, systemDisk } from '../../../runner/tools/files/disk.ts'

const inputsSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('items'),
    columns: z.array(columnSchema).max(200).default([]),
    items: z.array(
      z.strictObject({
        name: z.string(),
        fields: z.record(z.string(), cellSchema).default({}),
        text: z.string().nullable().default(null),
      }),
    ),
  }),
  z.strictObject({
    kind: z.literal('documents'),
    documents: z.array(z.strictObject({ name: z.string(), text: z.string() })),
  }),
  z.strictObject({ kind: z.literal('text'), text: z.string() }),
])
type Inputs = z.infer<typeof inputsSchema>

const mostShown = 10_000

export const stepRun = defineOperation({
  about:
    'Runs one step that asks no model as a run would. Questions to the owner are refused unless `approve`. `files` are put into a folder of their own that the step may read and write, is called `@` in the paths of the step and of the answer, and is gone afterwards.',
  args: z.strictObject({
    step: z.record(z.string(), z.json()).describe('as agents hold it; `id` and `from` may be left out'),
    inputs: inputsSchema.nullable().default(null).describe('what the step it builds on gave; null for none'),
    files: z.record(z.string().min(1).max(1000), z.string()).default({}).describe('path in that folder: base64'),
    grants: z.array(folderGrantSchema).default([]).describe('further folders, absolute'),
    approve: z.boolean().default(false),
    language: languageSchema.default('en'),
    zone: zoneSchema.prefault('UTC'),
    now: instantSchema.prefault(Date.UTC(2026, 10, 26)),
  }),
  result: z.object({
    result: z.json().describe('what the step hands on, at most 10,000 things of a list; null when it was refused'),
    refused: z
      .object({ code: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])), detail: z.string() })
      .nullable(),
    texts: z.array(z.string()).describe('of the documents of the result'),
    leftOut: z.array(z.object({ item: z.string(), code: z.string() })),
    questions: z.array(z.json()).describe('what was put to the owner'),
    files: z.record(z.string(), z.string()).describe('what the folder holds afterwards, base64'),
  }),
  example: {
    args: {
      step: { kind: 'decide', test: { kind: 'compare', column: 'price', operator: 'above', value: '10' } },
      inputs: { kind: 'items', items: [{ name: 'tea', fields: { price: 4 } }] },
    },
    ok: { result: { kind: 'nothing' }, refused: null, texts: [], leftOut: [], questions: [], files: {} },
  },
  async run({ inputs, approve, language, zone, now, ...args }) {
    const { runStepAlone } = await import('../run-step.ts')
    const place = await realpath(await mkdtemp(join(tmpdir(), 'kaihe-step-')))
    const folder = join(place, 'files')
    try {
      await putFiles(args.files, folder)
      const step = readStep(args.step, folder)
      const own = (['read', 'write'] as const).map((access) => ({ path: folder, access }))
      const picked = args.grants.map(async (grant) => ({
        ...grant,
        path: await settledPlace(grant.path, systemDisk).catch(() => grant.path),
      }))
      const { result, leftOut, questions, scratch } = await runStepAlone({
        step,
        grants: [...own, ...(await Promise.all(picked))],
        language,
        zone,
        now,
        answer: approve ? 'approved' : 'refused',
        folder: place,
        given: (aside) => givenOf(inputs, aside),
      })
      const isRefused = result instanceof CodedError
      const shown = isRefused ? null : await wholeResult(result, scratch)
      return {
        result: z.json().parse(renamed(shown, folder, '@')),
        refused: isRefused ? { code: result.code, params: result.params, detail: result.detail } : null,
        texts: isRefused ? [] : await textsOf(result, scratch),
        leftOut: leftOut.map(({ item, error }) => ({ item, code: error.code })),
        questions: z.array(z.json()).parse(renamed(questions, folder, '@')),
        files: await filesIn(folder),
      }
    } finally {
      await rm(place, { recursive: true, force: true })
    }
  },
})

async function putFiles(files: Readonly<Record<string, string>>, folder: string): Promise<void> {
  await mkdir(folder)
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name)
    if (path === folder || !isInside(folder, path)) throw new CodedError('request.invalid', {}, `${name} lies outside`)
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, Buffer.from(content, 'base64'), { flag: 'wx' })
  }
}

async function filesIn(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  const read = files.map(async (path) => [path.slice(folder.length + 1), await readFile(path, 'base64')] as const)
  return Object.fromEntries(await Promise.all(read))
}

function readStep(raw: Readonly<Record<string, unknown>>, folder: string): Step {
  const step = stepSchema.safeParse(renamed({ id: 'step', from: 'before', ...raw }, '@', folder))
  if (!step.success) throw new CodedError('request.invalid', {}, z.prettifyError(step.error))
  return step.data
}

/** Every text in a value that is the path `from`, or lies below it, with `to` in its place. */
function renamed(value: unknown, from: string, to: string): unknown {
  if (typeof value === 'string') {
    return value === from || value.startsWith(`${from}/`) ? `${to}${value.slice(from.length)}` : value
  }
  if (Array.isArray(value)) return value.map((each) => renamed(each, from, to))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, renamed(each, from, to)]))
}

async function givenOf(inputs: Inputs | null, scratch: Scratch): Promise<Given | null> {
  if (inputs === null) return null
  const { asDocument, asItems, emptyItem } = await import('../../../runner/values.ts')
  if (inputs.kind === 'items') {
    const items = inputs.items.map((item) => ({ ...emptyItem(item.name), ...item }))
    return asItems({ columns: inputs.columns, items, leftOut: [] }, scratch)
  }
  const texts = inputs.kind === 'text' ? [{ name: 'text', text: inputs.text }] : inputs.documents
  const documents = texts.map((each) => asDocument({ ...each, origin: 'step' }, scratch))
  return { kind: 'documents', documents: await Promise.all(documents), leftOut: [] }
}

/** A long list that was put aside is shown as far as an answer may hold it. */
async function wholeResult(result: StepResult, scratch: Scratch): Promise<StepResult> {
  if (result.kind !== 'items' || result.stored === null) return stepResultSchema.parse(result)
  const { itemsOf } = await import('../../../runner/values.ts')
  const { items } = await itemsOf(result, scratch)
  return { ...result, items: items.slice(0, mostShown) }
}

async function textsOf(result: StepResult, scratch: Scratch): Promise<string[]> {
  if (result.kind !== 'documents') return []
  const { loadText } = await import('../../../runner/stored-text.ts')
  const { signal } = new AbortController()
  return Promise.all(result.documents.map(async (document) => (await loadText(document, scratch, signal)).text))
}

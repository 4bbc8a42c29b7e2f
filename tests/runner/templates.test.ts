import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { Template } from '../../electron/supervisor/templates/template.ts'
import { stepsOf } from '../../electron/supervisor/templates/template.ts'
import { sampleTemplateId, templates } from '../../electron/supervisor/templates/templates.ts'
import { type Language, languageSchema } from '../../shared/model/settings.ts'
import { checkTask } from '../../shared/rules/task-check.ts'
import { type Step, stepSchema } from '../../shared/steps/step.ts'
import { askSite } from '../../electron/runner/tools/web/ask-site.ts'
import { noWays } from '../helpers/no-web.ts'
import { listenHere } from '../../electron/listen-here.ts'
import { openMailServer } from '../helpers/mail-server.ts'
import { nodeProgram } from '../helpers/node-program.ts'
import { openSmtpServer } from '../helpers/smtp-server.ts'
import { makeWorld, type World } from './world.ts'

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const page =
  '<!doctype html><html><head><title>Shop</title></head><body><main><h1>Shop</h1><p>The lamp costs €249.00 today and the shop is open until eight.</p></main></body></html>'
const feed = `<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>${['One', 'Two']
  .map(
    (name) =>
      `<item><title>${name}</title><link>https://news.example/${name}</link><guid>${name}</guid><description>${name} happened.</description></item>`,
  )
  .join('')}</channel></rss>`

/** A web site of this computer, for templates that read the web. */
async function openSite(): Promise<string> {
  const server = createServer((request, response) => {
    const isFeed = request.url === '/feed'
    response.writeHead(200, { 'content-type': isFeed ? 'application/rss+xml' : 'text/html; charset=utf-8' })
    response.end(isFeed ? feed : page)
  })
  onTestFinished(() => void server.close())
  return `http://127.0.0.1:${await listenHere(server)}`
}

/** What a model says to whatever the template asks: the shape its step wants, with values of the first sample. */
function answerTo(steps: readonly Step[]): string {
  const asks = steps.find(({ kind }) => ['extract', 'classify', 'decide'].includes(kind))
  if (asks?.kind === 'extract') {
    const values: Record<string, unknown> = { text: 'Vega', number: 6, money: 316, date: '2026-12-02', yesNo: true }
    const row = Object.fromEntries(asks.columns.map(({ name, type }) => [name, values[type]]))
    return JSON.stringify({ rows: [row] })
  }
  if (asks?.kind === 'classify') return asks.labels[0]?.name ?? ''
  return asks?.kind === 'decide' && asks.test.kind === 'ask' ? 'yes' : 'All is well.\n\nIt was looked at.'
}

/** What its owner would pick: folders and files of the samples, addresses, a mailbox, a program. */
async function pickedBy(step: Step, world: World, template: Template, site: string): Promise<Step> {
  const values = new Map<string, unknown>(Object.entries(step))
  const table = template.samples.find(({ name }) => name.endsWith('.csv'))
  const picks: Record<string, unknown> = {}
  // Files are moved within the folder they are in.
  const isInPlace = step.kind === 'readFolder' || (step.kind === 'arrangeFiles' && step.action === 'move')
  if (values.has('folder')) picks.folder = isInPlace ? world.documents : world.reports
  if (step.kind === 'readTable') picks.file = join(world.documents, table?.name ?? '')
  if (values.has('address')) picks.address = step.kind === 'readFeed' ? `${site}/feed` : `${site}/`
  if (values.has('account')) picks.account = 'mail-1'
  if (step.kind === 'work') picks.tools = { folders: [{ path: world.documents, access: 'read' }] }
  if (step.kind === 'runProgram') picks.program = { path: nodeProgram, arguments: ['--version'] }
  return stepSchema.parse({ ...step, ...picks })
}

const cases = templates
  .filter(({ id }) => id !== sampleTemplateId)
  .flatMap((template) => languageSchema.options.map((language) => ({ id: template.id, template, language })))

async function setUp(template: Template, language: Language): Promise<World> {
  const plain = stepsOf(template, language)
  const world = await makeWorld({ server: { defaults: { text: answerTo(plain) } }, documents: {} })
  const site = await openSite()
  for (const { name, text } of template.samples) await writeFile(join(world.documents, name), text[language])
  if (template.samples.length === 0) await writeFile(join(world.documents, 'report.txt'), 'Sales rose by 5 %.')
  if (template.needs.includes('vision')) await writeFile(join(world.documents, 'IMG_1.png'), png)
  if (template.needs.includes('mail')) {
    const imap = await openMailServer(2, { withFolders: true })
    const smtp = await openSmtpServer()
    world.facts.mail = { address: 'shop@example.com', reading: imap.door, sending: smtp.door }
  }
  await mkdir(world.reports, { recursive: true })
  world.facts.clipboard = 'pls move delivery to friday'
  world.facts.answer = 'approved'
  const steps: Step[] = []
  for (const step of plain) steps.push(await pickedBy(step, world, template, site))
  expect(checkTask({ steps, switchedOff: [] }).filter(({ isDoubt }) => !isDoubt)).toEqual([])
  const agent = { ...world.order.agent, steps }
  world.order = {
    ...world.order,
    language,
    agent: {
      ...agent,
      grants: [...agent.grants, { path: world.reports, access: 'read' }, { path: world.documents, access: 'write' }],
    },
  }
  return world
}

describe('every template does its job', () => {
  test.each(cases)('$id ($language)', async ({ template, language }) => {
    const world = await setUp(template, language)
    const ended = await world.run({ ways: { ...noWays, lookUp: async (host) => [host], direct: askSite } })
    expect(ended, JSON.stringify(ended)).toMatchObject({ type: 'finished' })
    if (template.id === 'price-watch') {
      // The first look has nothing to compare with; a lower price is told the next time.
      expect(world.facts.told).toEqual([])
      return
    }
    expect(ended).not.toMatchObject({ outcome: 'nothingToDo' })
    const { told, deliverables, acts, questions } = world.facts
    const files = await readdir(world.reports)
    const left = files.length + told.length + deliverables.size + acts.size + questions.length
    expect(left).toBeGreaterThan(0)
  })
})

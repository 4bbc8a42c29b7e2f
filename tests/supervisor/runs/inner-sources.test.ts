import { expect, test } from 'vitest'
import { createInnerSources } from '../../../electron/supervisor/runs/inner-sources.ts'
import { agentIdSchema } from '../../../shared/model/brand.ts'
import type { Run } from '../../../shared/model/run.ts'
import { deliverableSchema } from '../../../shared/model/run.ts'
import { makeAgent, makeRun } from '../../helpers/things.ts'

const agent = makeAgent()
const made = (path: string) =>
  deliverableSchema.parse({
    id: `made-${path}`,
    runId: 'run-1',
    stepId: 'write',
    title: 'Report',
    path,
    format: 'html',
    bytes: 1,
    sha256: '0'.repeat(64),
    createdAt: 0,
  })

function open(runs: readonly Run[], text = '') {
  return createInnerSources({
    readClipboard: () => text,
    printPdf: async (html) => Buffer.from(html),
    agents: { find: (id) => (id === agent.id ? agent : null) },
    list: () => ({ runs }),
  })
}

test('the newest result is that of the newest run that succeeded and left a file', () => {
  const failed = makeRun({
    state: { name: 'failed', reason: 'error', error: { code: 'unexpected', params: {}, detail: '' } },
  })
  const nothing = makeRun({ state: { name: 'succeeded', outcome: 'nothingToDo' } })
  const sent = makeRun({ state: { name: 'succeeded', outcome: 'complete' }, deliverables: [made('')] })
  const good = makeRun({
    state: { name: 'succeeded', outcome: 'complete' },
    deliverables: [made('/out/a.html'), made('/out/b.png'), made('/out/a.html')],
  })
  expect(open([failed, nothing, sent, good]).newestResult(agent.id)).toEqual({
    agentName: agent.name,
    runId: good.id,
    files: ['/out/a.html', '/out/b.png'],
  })
  expect(open([failed, nothing]).newestResult(agent.id)).toMatchObject({ runId: null, files: [] })
  expect(open([]).newestResult(agentIdSchema.parse('gone'))).toEqual({ agentName: '', runId: null, files: [] })
})

test('the clipboard is taken as it is, within bounds', async () => {
  expect(await open([], 'Hello').clipboard()).toBe('Hello')
  await expect(open([], '  \n').clipboard()).rejects.toMatchObject({ code: 'clipboard.empty' })
  await expect(open([], 'x'.repeat(1_000_001)).clipboard()).rejects.toMatchObject({ code: 'clipboard.tooLong' })
})

import { createServer } from 'node:http'
import { describe, expect, it, onTestFinished } from 'vitest'
import { resultItem } from '../../../electron/runner/checkpoints.ts'
import { type StepResult, stepResultSchema } from '../../../electron/runner/step-results.ts'
import { askSite } from '../../../electron/runner/tools/web/ask-site.ts'
import type { ReadFeedStep } from '../../../shared/steps/read-feed.ts'
import { listenHere } from '../../../electron/listen-here.ts'
import { noWays } from '../../helpers/no-web.ts'
import { makeWorld, type World } from '../world.ts'

const rss = (entries: string) => `<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>News</title>${entries}</channel></rss>`
const entry = (number: number, more = '') =>
  `<item><guid>${number}</guid><title>Entry ${number}</title><link>https://news.example/${number}</link>
   <pubDate>Mon, ${String(number).padStart(2, '0')} Nov 2026 10:00:00 GMT</pubDate><description>Short ${number}</description>${more}</item>`

/** A feed whose content a test changes, and an agent that reads it run after run. */
async function makeFeed(first: string, step: Partial<ReadFeedStep> = {}) {
  let content = first
  const server = createServer((_asked, response) =>
    response.setHeader('content-type', 'application/rss+xml').end(content),
  )
  const address = `http://127.0.0.1:${await listenHere(server)}/feed`
  onTestFinished(() => new Promise((resolve) => void server.close(() => resolve())))
  const world = await makeWorld({
    agent: { steps: [{ id: 'feed', kind: 'readFeed', address, which: 'new', most: 20, ...step }] },
  })
  return {
    world,
    set: (next: string) => {
      content = next
    },
    async read() {
      world.facts.checkpoints.clear()
      const report = await world.run({ ways: { ...noWays, lookUp: async (host) => [host], direct: askSite } })
      return { report, names: namesOf(resultOf(world)) }
    },
  }
}

function resultOf(world: World): StepResult | null {
  const kept = [...world.facts.checkpoints.values()].find(({ item }) => item === resultItem)
  return kept === undefined ? null : stepResultSchema.parse(kept.value)
}

/** The run came to a good end: what it saw counts from now on. */
function succeeded({ facts }: World): void {
  for (const [source, items] of facts.seeing) {
    const known = new Map((facts.seen.get(source) ?? []).map((each) => [each.item, each]))
    for (const each of items) known.set(each.item, each)
    facts.seen.set(source, [...known.values()])
  }
  facts.seeing.clear()
}

function namesOf(result: StepResult | null): string[] {
  return result?.kind === 'items' ? result.items.map(({ name }) => name) : []
}

describe('reading a feed', () => {
  it('gives each entry with its text, link, day and author', async () => {
    const more = `<dc:creator>Ada</dc:creator><content:encoded><![CDATA[<h2>Part</h2><p>The <b>whole</b> story.</p>]]></content:encoded>`
    const { world, read } = await makeFeed(rss(entry(3, more)))
    expect((await read()).report).toMatchObject({ type: 'finished', outcome: 'complete' })
    expect(resultOf(world)).toMatchObject({
      columns: [{ name: 'title' }, { name: 'link' }, { name: 'date', type: 'date' }, { name: 'author' }],
      items: [
        {
          name: 'Entry 3',
          fields: { title: 'Entry 3', link: 'https://news.example/3', date: '2026-11-03T10:00:00.000Z', author: 'Ada' },
          document: {
            origin: 'feed',
            path: 'https://news.example/3',
            characters: '# Entry 3\n\n## Part\n\nThe whole story.'.length,
          },
        },
      ],
    })
  })

  it('gives what is new since the last run that succeeded, the newest first', async () => {
    const { world, set, read } = await makeFeed(rss(entry(1) + entry(2)))
    expect((await read()).names).toEqual(['Entry 2', 'Entry 1'])
    // That run failed later on: nothing of it counts.
    world.facts.seeing.clear()
    expect((await read()).names).toEqual(['Entry 2', 'Entry 1'])
    succeeded(world)
    expect((await read()).report).toMatchObject({ outcome: 'nothingToDo' })
    succeeded(world)
    set(rss(entry(2) + entry(4) + entry(3)))
    expect((await read()).names).toEqual(['Entry 4', 'Entry 3'])
  })

  it('leaves for the next run what is more than wanted, but not what a feed held before', async () => {
    const { world, set, read } = await makeFeed(rss([1, 2, 3, 4, 5].map((number) => entry(number)).join('')), {
      most: 2,
    })
    expect((await read()).names).toEqual(['Entry 5', 'Entry 4'])
    succeeded(world)
    set(rss([4, 5, 6, 7, 8].map((number) => entry(number)).join('')))
    expect((await read()).names).toEqual(['Entry 8', 'Entry 7'])
    succeeded(world)
    expect((await read()).names).toEqual(['Entry 6'])
    succeeded(world)
    expect((await read()).report).toMatchObject({ outcome: 'nothingToDo' })
  })

  it('gives all of it every time where that is wanted', async () => {
    const { world, read } = await makeFeed(rss(entry(1) + entry(2)), { which: 'all' })
    for (const _ of [1, 2]) {
      expect((await read()).names).toEqual(['Entry 2', 'Entry 1'])
      succeeded(world)
    }
  })

  it('says so where there is no feed', async () => {
    const { read } = await makeFeed('<html><body>A page</body></html>')
    expect((await read()).report).toMatchObject({ type: 'failed', error: { code: 'web.notAFeed' } })
  })
})

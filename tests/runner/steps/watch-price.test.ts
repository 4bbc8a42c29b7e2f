import { createServer } from 'node:http'
import { expect, it, onTestFinished } from 'vitest'
import { resultItem } from '../../../electron/runner/checkpoints.ts'
import { stepResultSchema } from '../../../electron/runner/step-results.ts'
import { askSite } from '../../../electron/runner/tools/web/ask-site.ts'
import { listenHere } from '../../../electron/listen-here.ts'
import { noWays } from '../../helpers/no-web.ts'
import { makeWorld } from '../world.ts'

it('a price that is watched goes on to the next step only when it has fallen', async () => {
  let price = '¥4,599.00'
  const shop = createServer((_asked, answer) =>
    answer
      .setHeader('content-type', 'text/html')
      .end(`<html lang="zh-CN"><body><h1>台灯</h1><p><del>¥5,999.00</del> 现价 ${price}</p></body></html>`),
  )
  const address = `http://127.0.0.1:${await listenHere(shop)}/lamp`
  onTestFinished(() => new Promise((resolve) => void shop.close(() => resolve())))
  const world = await makeWorld({
    agent: {
      steps: [
        { id: 'price', kind: 'readPage', address, what: 'number', part: '现价', render: 'plain' },
        {
          id: 'fell',
          kind: 'decide',
          from: 'price',
          test: { kind: 'compare', column: 'change', operator: 'below', value: '0' },
        },
      ],
    },
  })
  const run = async (now: string) => {
    price = now
    world.facts.checkpoints.clear()
    await world.run({ ways: { ...noWays, lookUp: async (host) => [host], direct: askSite } })
    for (const [source, items] of world.facts.seeing) world.facts.seen.set(source, items)
    world.facts.seeing.clear()
    const kept = [...world.facts.checkpoints.values()].find(
      ({ stepId, item }) => stepId === 'fell' && item === resultItem,
    )
    const result = stepResultSchema.parse(kept?.value)
    return result.kind === 'items' ? result.items.map(({ fields }) => [fields.value, fields.before, fields.change]) : []
  }
  expect(await run('¥4,599.00')).toEqual([])
  expect(await run('¥4,599.00')).toEqual([])
  expect(await run('¥4,699.00')).toEqual([])
  expect(await run('¥4,199.00')).toEqual([[4199, 4699, -500]])
  expect(await run('¥4,199.00')).toEqual([])
})

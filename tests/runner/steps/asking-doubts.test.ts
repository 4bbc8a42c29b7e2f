import { describe, expect, it } from 'vitest'
import { asked, columns, extract, invoices, makeAskingWorld, resultOf, says } from './asking-world.ts'

describe('what must not pass for right', () => {
  it.each([
    ['a number a thousand times off', 'Total: 1,234 EUR', 1.234],
    ['another sign', 'Total: 1,234.50 EUR', -1234.5],
    ['a made-up number', 'Total: 12 EUR', 13],
  ])('marks %s', async (_, text, total) => {
    const world = await makeAskingWorld({ 'a.txt': text }, [{ ...extract, columns: columns.slice(1, 2) }])
    says(world, JSON.stringify({ rows: [{ total }] }))
    await world.run()
    expect(resultOf(world, 'extract')).toMatchObject({ items: [{ doubtful: ['total'] }] })
  })

  it.each([
    ['1.234,50', 1234.5],
    ['1.234', 1234],
    ['-20', -20],
    ['(20)', -20],
    ['1 234,5', 1234.5],
  ])('takes %s for %d', async (text, total) => {
    const world = await makeAskingWorld({ 'a.txt': `The total is ${text} as agreed.` }, [
      { ...extract, columns: columns.slice(1, 2) },
    ])
    says(world, JSON.stringify({ rows: [{ total }] }))
    await world.run()
    expect(resultOf(world, 'extract')).toMatchObject({ items: [{ fields: { total }, doubtful: [] }] })
  })

  it('marks a part of a word, and takes Chinese over line breaks', async () => {
    const world = await makeAskingWorld({ 'a.txt': 'Invoice of Aster Ltd.', 'b.txt': '供应商：海港\n商贸有限公司' }, [
      { ...extract, columns: columns.slice(0, 1) },
    ])
    says(world, '{"rows":[{"supplier":"ster"}]}', '{"rows":[{"supplier":"海港商贸有限公司"}]}')
    await world.run()
    expect(resultOf(world, 'extract')).toMatchObject({ items: [{ doubtful: ['supplier'] }, { doubtful: [] }] })
  })

  it('keeps the first answer when the second has lost its rows', async () => {
    const world = await makeAskingWorld({ 'a.txt': invoices['a.txt'] }, [extract])
    says(world, '{"rows":[{"supplier":"Baker & Sons","total":"a lot","due":null}]}', '{"rows":[]}')
    await world.run()
    expect(resultOf(world, 'extract')).toMatchObject({
      items: [{ fields: { supplier: 'Baker & Sons' }, doubtful: ['total'] }],
    })
  })

  it.each(['askAi', 'translate', 'draft'])('leaves out a text that was cut off (%s)', async (kind) => {
    const wishes = {
      askAi: { mode: 'each', instruction: 'Say it.' },
      translate: { language: 'zh' },
      draft: { mode: 'each', sort: 'post', tone: 'plain', language: 'same', instruction: '' },
    }
    const wish = Object.entries(wishes).find(([name]) => name === kind)?.[1]
    const world = await makeAskingWorld({ 'a.txt': 'One.', 'b.txt': 'Two.' }, [
      { id: 'x', kind, from: 'read', ...wish },
    ])
    world.server.script({}, { text: 'It begins and', finishReason: 'length' }, { text: 'Whole.' })
    expect(await world.run()).toEqual({ type: 'finished', outcome: 'partial' })
    expect(world.facts.leftOut).toMatchObject([{ item: 'a.txt', error: { code: 'model.cut' } }])
  })

  it('takes no label out of its denial, and the first word of one that explains itself', async () => {
    const labels = [{ name: 'urgent' }, { name: 'later' }]
    const world = await makeAskingWorld({ 'a.txt': 'One.', 'b.txt': 'Two.' }, [
      { id: 'sort', kind: 'classify', from: 'read', labels, column: 'label' },
    ])
    says(world, 'not urgent', 'It is not urgent.', 'later\n\nIt can wait, it is not urgent.')
    await world.run()
    expect(resultOf(world, 'sort')).toMatchObject({
      items: [{ fields: { label: null } }, { fields: { label: 'later' } }],
    })
  })

  it('shows the end of a long text too', async () => {
    const text = `${'The weather was fine that day. '.repeat(3000)}\n\nI WANT MY MONEY BACK.`
    const labels = [{ name: 'complaint' }, { name: 'other' }]
    const world = await makeAskingWorld({ 'a.txt': text }, [
      { id: 'sort', kind: 'classify', from: 'read', labels, column: 'label' },
    ])
    world.order = { ...world.order, contextTokens: 32_000 }
    says(world, 'complaint')
    await world.run()
    expect(asked(world)[0]).toContain('I WANT MY MONEY BACK')
    expect((asked(world)[0] ?? '').length).toBeLessThan(60_000)
  })

  it('ends a decision the model never answers, instead of calling it nothing', async () => {
    const documents = Object.fromEntries(Array.from({ length: 8 }, (_, index) => [`${index}.txt`, `Note ${index}.`]))
    const world = await makeAskingWorld(documents, [
      { id: 'only', kind: 'decide', from: 'read', test: { kind: 'ask', question: 'Is it red?' } },
    ])
    says(world, ...Array<string>(16).fill('hm'))
    expect(await world.run()).toMatchObject({ type: 'failed', error: { code: 'model.badAnswer' } })
    expect(asked(world)).toHaveLength(10)
  })

  it.each([
    { id: 'x', kind: 'askAi', from: 'read', mode: 'all', instruction: 'Say it.' },
    { id: 'x', kind: 'translate', from: 'read', language: 'zh' },
    extract,
  ])('asks the practice model for nothing it cannot do: $kind', async (step) => {
    const world = await makeAskingWorld({ 'a.txt': 'One.' }, [step])
    world.order = { ...world.order, modelIsPractice: true }
    expect(await world.run()).toMatchObject({ type: 'failed', error: { code: 'model.practiceCannot' } })
    expect(asked(world)).toEqual([])
  })
})

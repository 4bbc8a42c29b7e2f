import { createServer } from 'node:http'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { streamAnswer } from '../../../electron/gateway/door/write-answer.ts'
import type { CallListener } from '../../../electron/gateway/calls/live-call.ts'
import { listenHere } from '../../../electron/listen-here.ts'
import { CodedError } from '../../../shared/contract/errors.ts'
import { createFakeClock } from '../../helpers/fake-clock.ts'
import { birthday } from '../../helpers/things.ts'

const clock = createFakeClock(birthday)
let listener: CallListener
let server: ReturnType<typeof createServer>
let body: Promise<string>

beforeEach(async () => {
  const begun = Promise.withResolvers<void>()
  server = createServer((_request, response) => {
    listener = streamAnswer({ response, headers: {}, model: 'model-1', createdSeconds: 0 }, false, clock)
    begun.resolve()
  })
  const port = await listenHere(server)
  body = fetch(`http://127.0.0.1:${port}/`).then((response) => response.text())
  await begun.promise
})

afterEach(() => {
  server.close()
})

const say = (content: string, by: string | null = null): void =>
  listener.delta({ content, reasoning: '', refusal: '' }, by)
const contents = async (): Promise<unknown[]> =>
  [...(await body).matchAll(/"content":"([^"]*)"/g)].map(([, content]) => content)
const breakOff = (): void => listener.failed(new CodedError('gateway.unavailable'))

describe('a streamed answer', () => {
  it('says the first words at once and gathers what follows fast', async () => {
    for (const word of ['One', ' two', ' three']) say(word)
    clock.advance(16)
    say(' four')
    clock.advance(16)
    clock.advance(16)
    say(' five')
    breakOff()
    expect(await contents()).toEqual(['One', ' two three', ' four', ' five'])
  })

  it('says what it still holds before it breaks off', async () => {
    say('One')
    say(' two')
    breakOff()
    expect(await contents()).toEqual(['One', ' two'])
    expect(await body).toContain('gateway.unavailable')
  })

  it('never puts the words of two models into one piece', async () => {
    say('One', 'model-2')
    say(' two', 'model-2')
    say(' three', 'model-3')
    breakOff()
    const models = [...(await body).matchAll(/"model":"([^"]*)"/g)].map(([, model]) => model)
    expect(await contents()).toEqual(['One', ' two', ' three'])
    expect(models).toEqual(['model-2', 'model-2', 'model-3'])
  })
})

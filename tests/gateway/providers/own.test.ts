import { describe, expect, it, onTestFinished } from 'vitest'
import { openEngineDoor } from '../../../electron/engine/serve/door.ts'
import type { GatewayReport } from '../../../electron/gateway/protocol.ts'
import { createOwnProvider } from '../../../electron/gateway/providers/own.ts'
import { createOwnDoors } from '../../../electron/gateway/providers/own-doors.ts'
import { createReasoningMemory } from '../../../electron/gateway/providers/reasoning-memory.ts'
import { CodedError, toAppError } from '../../../shared/contract/errors.ts'
import { createFakeAnswerer } from '../../helpers/fake-answerer.ts'
import { createFakeClock } from '../../helpers/fake-clock.ts'
import { at } from '../../helpers/things.ts'

const token = 'a token of at least thirty-two letters'
const ask = (content = 'Hello') => ({ model: 'small', messages: [{ role: 'user' as const, content }], stream: true })

/** The provider, with a real engine's door behind it; main is the test. */
async function world(contextTokens = 2_048) {
  const clock = createFakeClock(at('2026-05-01T07:00:00Z'))
  const fake = createFakeAnswerer({ contextTokens })
  const nothing = () => undefined
  const door = await openEngineDoor({ answerer: fake.answerer, token, clock, onCalls: nothing, onSpeed: nothing })
  onTestFinished(door.close)
  const reports: GatewayReport[] = []
  const answers: { error: CodedError | null; silent: boolean } = { error: null, silent: false }
  const ownDoors = createOwnDoors((report) => {
    reports.push(report)
    if (report.type !== 'ownModel.wanted' || answers.silent) return
    const { ticket } = report
    setImmediate(() =>
      ownDoors.answer(
        answers.error === null
          ? { ticket, door: { baseUrl: `http://127.0.0.1:${door.port}/v1`, token }, error: null }
          : { ticket, door: null, error: toAppError(answers.error) },
      ),
    )
  })
  const provider = createOwnProvider({ fetch, clock, memory: createReasoningMemory(), ownDoors })
  const complete = async (request = ask(), signal = new AbortController().signal) => {
    const answer = provider.complete(request, signal)
    for (;;) {
      const step = await answer.next()
      if (step.done === true) return step.value
    }
  }
  return { fake, reports, answers, complete }
}

describe('models that run on this computer', () => {
  it('asks main for the model, and answers with what the engine counted', async () => {
    const { complete, reports } = await world()
    const { state, answer } = await complete()
    expect(state).toBe('finished')
    expect(answer.content).toBe('Good day')
    expect(answer.usage).toMatchObject({ prompt_tokens: 7, completion_tokens: 3 })
    expect(reports).toEqual([{ type: 'ownModel.wanted', ticket: 1, model: 'small' }])
  })

  it('says what main says when the model cannot be loaded, and does not try again by itself', async () => {
    const { complete, answers, fake } = await world()
    answers.error = new CodedError('ownModel.noMemory', { name: 'small', needed: 6, free: 1 })
    await expect(complete()).rejects.toMatchObject({
      error: { code: 'ownModel.noMemory', params: { needed: 6 } },
      retry: { kind: 'never' },
      maybeCharged: false,
    })
    expect(fake.asked).toEqual([])
  })

  it('stops waiting for a model that takes long to load when the run is stopped', async () => {
    const { complete, answers } = await world()
    answers.silent = true
    const stop = new AbortController()
    const waiting = complete(ask(), stop.signal)
    stop.abort(new CodedError('run.ended'))
    await expect(waiting).rejects.toThrow('run.ended')
  })

  it('says that a text is too long for it', async () => {
    const { complete } = await world(512)
    await expect(complete(ask('word '.repeat(2_000)))).rejects.toMatchObject({
      error: { code: 'model.contextTooSmall' },
    })
  })
})

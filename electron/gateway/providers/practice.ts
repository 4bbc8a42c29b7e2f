import { CodedError } from '../../../shared/contract/errors.ts'
import { practiceModelName } from '../../../shared/model/provider.ts'
import { completePractice, type PracticeDependencies } from '../practice/complete-practice.ts'
import { practiceModel } from '../practice/practice-model.ts'
import { createAnswerAssembler } from '../sse/assemble-answer.ts'
import { plainUsage } from '../usage/usage-rules.ts'
import { outputCap } from '../wire/chat.ts'
import { type ModelProvider, ProviderFailure } from './provider.ts'

/** The built-in practice model: no network, no account, no cost. */
export function createPracticeProvider(dependencies: (signal: AbortSignal) => PracticeDependencies): ModelProvider {
  return {
    usage: plainUsage,
    async *complete(request, signal) {
      const assembler = createAnswerAssembler()
      try {
        for await (const chunk of completePractice(request, dependencies(signal))) {
          signal.throwIfAborted()
          assembler.add(chunk)
          yield chunk
        }
      } catch (thrown) {
        if (!(thrown instanceof CodedError)) throw thrown
        throw new ProviderFailure(thrown, { retry: { kind: 'never' }, maybeCharged: false })
      }
      return { state: 'finished', answer: assembler.answer() }
    },
    capOf: (request) => ({ tokens: outputCap(request), holdsThinking: true }),
    listModels: () =>
      Promise.resolve([{ name: practiceModelName, contextTokens: practiceModel.contextTokens, price: null }]),
    contextOf: () => practiceModel.contextTokens,
    balance: () => Promise.resolve(null),
  }
}

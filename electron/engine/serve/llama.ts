import { availableParallelism } from 'node:os'
import {
  type ChatModelFunctions,
  getLlama,
  LlamaChat,
  type LlamaGrammar,
  LlamaLogLevel,
  type LlamaChatResponseChunk,
} from 'node-llama-cpp'
import type { Answerer, ModelOrder } from './answerer.ts'
import type { AskedChat } from './chat-request.ts'
import { grammarObject, grammarSchema } from './grammar-schema.ts'
import { historyOf } from './history.ts'

/** What most makers advise for models of this size. */
const usual = { temperature: 0.6, topP: 0.95, topK: 20 }
/** So many tokens are read at once: more is hardly quicker without a graphics card, and takes memory. */
const batchSize = 256

/** Loads a model into this process, on the processor alone. */
export async function loadLlama({ path, contextTokens, threads }: ModelOrder): Promise<Answerer> {
  const llama = await withoutWarnings(() =>
    getLlama({
      gpu: false,
      build: 'never',
      skipDownload: true,
      progressLogs: false,
      maxThreads: Math.min(threads, availableParallelism()),
      logLevel: LlamaLogLevel.error,
    }),
  )
  const model = await llama.loadModel({ modelPath: path })
  const context = await model.createContext({ contextSize: contextTokens, sequences: 1, batchSize, threads })
  const sequence = context.getSequence()
  const chat = new LlamaChat({ contextSequence: sequence })

  const functionsOf = ({ tools, tool_choice: choice }: AskedChat): ChatModelFunctions | undefined => {
    if (tools === null || tools === undefined || tools.length === 0 || choice === 'none') return undefined
    return Object.fromEntries(
      tools.map(({ function: { name, description, parameters } }) => [
        name,
        { ...(description && { description }), params: grammarSchema(parameters ?? { type: 'object' }) },
      ]),
    )
  }
  const grammarOf = async ({ response_format: format }: AskedChat): Promise<LlamaGrammar | undefined> => {
    if (format?.type !== 'json_schema' && format?.type !== 'json_object') return undefined
    return llama.createGrammarForJsonSchema(grammarObject(format.json_schema?.schema))
  }
  const measure = (asked: AskedChat): number => {
    const functions = functionsOf(asked)
    const state = chat.chatWrapper.generateContextState({
      chatHistory: historyOf(asked.messages),
      ...(functions && { availableFunctions: functions }),
    })
    return state.contextText.tokenize(model.tokenizer).length
  }

  return {
    contextTokens: context.contextSize,
    measure,
    async answer(asked, onPiece, signal) {
      const promptTokens = measure(asked)
      const before = sequence.tokenMeter.getState()
      const room = context.contextSize - promptTokens - 1
      const options = {
        signal,
        maxTokens: Math.max(1, Math.min(room, asked.max_completion_tokens ?? asked.max_tokens ?? room)),
        temperature: asked.temperature ?? usual.temperature,
        topP: asked.top_p ?? usual.topP,
        topK: usual.topK,
        ...(typeof asked.seed === 'number' && { seed: asked.seed }),
        // Thinking at length takes minutes here, so it has to be asked for.
        ...(!thinks(asked) && { budgets: { thoughtTokens: 0 } }),
        onResponseChunk: ({ type, text }: LlamaChatResponseChunk) => {
          if (text !== '') onPiece({ kind: type === 'segment' ? 'thought' : 'text', text })
        },
      }
      const functions = functionsOf(asked)
      const grammar = functions === undefined ? await grammarOf(asked) : undefined
      const history = historyOf(asked.messages)
      const { functionCalls, metadata } = await (grammar === undefined
        ? chat.generateResponse<ChatModelFunctions>(history, { ...options, ...(functions && { functions }) })
        : chat.generateResponse<ChatModelFunctions>(history, { ...options, grammar }))
      const used = sequence.tokenMeter.diff(before)
      const calls = functionCalls ?? []
      return {
        finish: calls.length > 0 ? 'tool_calls' : metadata.stopReason === 'maxTokens' ? 'length' : 'stop',
        toolCalls: calls.map(({ functionName, params }) => ({
          name: functionName,
          arguments: JSON.stringify(params ?? {}),
        })),
        promptTokens,
        cachedTokens: Math.max(0, promptTokens - used.usedInputTokens),
        completionTokens: used.usedOutputTokens,
      }
    },
    async dispose() {
      await llama.dispose()
    },
  }
}

/** The library would try its machine code in one more process first, and warns that it cannot; ours is a process that may end. */
async function withoutWarnings<Result>(work: () => Promise<Result>): Promise<Result> {
  const { warn } = console
  console.warn = () => undefined
  try {
    return await work()
  } finally {
    console.warn = warn
  }
}

function thinks({ reasoning_effort: effort }: AskedChat): boolean {
  return effort !== null && effort !== undefined && effort !== 'none' && effort !== 'minimal'
}

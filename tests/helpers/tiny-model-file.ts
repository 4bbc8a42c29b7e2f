import { long, string, word } from './model-file-parts.ts'

/** A model file of version 3 with a header as models have it, no weights, and padding behind it. */
export function tinyModelFile(facts: { trainedTokens: number; layers: number; padding: number }): Buffer {
  const entries = [
    Buffer.concat([string('general.architecture'), word(8), string('llama')]),
    Buffer.concat([string('llama.context_length'), word(4), word(facts.trainedTokens)]),
    Buffer.concat([string('llama.block_count'), word(4), word(facts.layers)]),
    Buffer.concat([string('llama.embedding_length'), word(4), word(64)]),
    Buffer.concat([string('llama.attention.head_count'), word(4), word(4)]),
    Buffer.concat([string('llama.attention.head_count_kv'), word(4), word(2)]),
  ]
  const head = [Buffer.from('GGUF'), word(3), long(0), long(entries.length)]
  return Buffer.concat([...head, ...entries, Buffer.alloc(facts.padding, 7)])
}

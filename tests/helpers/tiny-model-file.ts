/** A model file of version 3 with a header as models have it, no weights, and padding behind it. */
export function tinyModelFile(facts: { trainedTokens: number; layers: number; padding: number }): Buffer {
  const text = (value: string) => Buffer.concat([long(Buffer.byteLength(value)), Buffer.from(value)])
  const entries = [
    Buffer.concat([text('general.architecture'), word(8), text('llama')]),
    Buffer.concat([text('llama.context_length'), word(4), word(facts.trainedTokens)]),
    Buffer.concat([text('llama.block_count'), word(4), word(facts.layers)]),
    Buffer.concat([text('llama.embedding_length'), word(4), word(64)]),
    Buffer.concat([text('llama.attention.head_count'), word(4), word(4)]),
    Buffer.concat([text('llama.attention.head_count_kv'), word(4), word(2)]),
  ]
  const head = [Buffer.from('GGUF'), word(3), long(0), long(entries.length)]
  return Buffer.concat([...head, ...entries, Buffer.alloc(facts.padding, 7)])
}

function word(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}

function long(value: number): Buffer {
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64LE(BigInt(value))
  return bytes
}

import { long, string, word } from './model-file-parts.ts'

/**
 * A model file that can be loaded and writes: a llama of one layer with weights of a fixed course and a token for each byte. What it writes
 * means nothing; that it writes shows that the engine works.
 */
export function wholeTinyModel(): Buffer {
  const facts = [
    text('general.architecture', 'llama'),
    text('general.name', 'Tiny'),
    number('llama.context_length', trainedTokens),
    number('llama.embedding_length', width),
    number('llama.block_count', 1),
    number('llama.feed_forward_length', inner),
    number('llama.attention.head_count', heads),
    number('llama.attention.head_count_kv', sharedHeads),
    number('llama.rope.dimension_count', width / heads),
    number('llama.vocab_size', tokens.length),
    fraction('llama.attention.layer_norm_rms_epsilon', 1e-5),
    text('tokenizer.ggml.model', 'llama'),
    list(
      'tokenizer.ggml.tokens',
      kinds.text,
      tokens.map(({ token }) => string(token)),
    ),
    list(
      'tokenizer.ggml.scores',
      kinds.fraction,
      tokens.map(() => float(0)),
    ),
    list(
      'tokenizer.ggml.token_type',
      kinds.signed,
      tokens.map(({ type }) => word(type)),
    ),
    number('tokenizer.ggml.unknown_token_id', 0),
    number('tokenizer.ggml.bos_token_id', 1),
    number('tokenizer.ggml.eos_token_id', 2),
  ]
  const shared = (width / heads) * sharedHeads
  const tensors: [name: string, ...shape: number[]][] = [
    ['token_embd.weight', width, tokens.length],
    ['output_norm.weight', width],
    ['output.weight', width, tokens.length],
    ['blk.0.attn_norm.weight', width],
    ['blk.0.attn_q.weight', width, width],
    ['blk.0.attn_k.weight', width, shared],
    ['blk.0.attn_v.weight', width, shared],
    ['blk.0.attn_output.weight', width, width],
    ['blk.0.ffn_norm.weight', width],
    ['blk.0.ffn_gate.weight', width, inner],
    ['blk.0.ffn_up.weight', width, inner],
    ['blk.0.ffn_down.weight', inner, width],
  ]
  let offset = 0
  const told: Buffer[] = []
  const weights: Buffer[] = []
  for (const [name, ...shape] of tensors) {
    const count = shape.reduce((product, size) => product * size, 1)
    told.push(Buffer.concat([string(name), word(shape.length), ...shape.map(long), word(kinds.weights), long(offset)]))
    const values = Float32Array.from({ length: count }, (_, index) =>
      name.includes('norm') ? 1 : Math.sin(index * 12.9898 + name.length * 78.233) / 4,
    )
    const bytes = padded(Buffer.from(values.buffer))
    weights.push(bytes)
    offset += bytes.length
  }
  const head = [Buffer.from('GGUF'), word(3), long(tensors.length), long(facts.length)]
  return Buffer.concat([padded(Buffer.concat([...head, ...facts, ...told])), ...weights])
}

const trainedTokens = 16_384
const [width, inner, heads, sharedHeads] = [64, 128, 4, 2]
const tokens = [
  { token: '<unk>', type: 2 },
  { token: '<s>', type: 3 },
  { token: '</s>', type: 3 },
  ...Array.from({ length: 256 }, (_, byte) => ({
    token: `<0x${byte.toString(16).toUpperCase().padStart(2, '0')}>`,
    type: 6,
  })),
  ...Array.from('▁etaoinshrdlu', (token) => ({ token, type: 1 })),
]
/** How the format names what follows. */
const kinds = { weights: 0, unsigned: 4, signed: 5, fraction: 6, text: 8, list: 9 } as const
const alignment = 32

function padded(bytes: Buffer): Buffer {
  return Buffer.concat([bytes, Buffer.alloc((alignment - (bytes.length % alignment)) % alignment)])
}

function text(name: string, value: string): Buffer {
  return Buffer.concat([string(name), word(kinds.text), string(value)])
}

function number(name: string, value: number): Buffer {
  return Buffer.concat([string(name), word(kinds.unsigned), word(value)])
}

function fraction(name: string, value: number): Buffer {
  return Buffer.concat([string(name), word(kinds.fraction), float(value)])
}

function list(name: string, kind: number, items: readonly Buffer[]): Buffer {
  return Buffer.concat([string(name), word(kinds.list), word(kind), long(items.length), ...items])
}

function float(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeFloatLE(value)
  return bytes
}

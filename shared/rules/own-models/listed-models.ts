import type { FetchSource } from '../../model/own-model.ts'

/** A model of our list: small enough for a home computer, and open by its licence. */
export type ListedModel = {
  id: string
  /** Its maker's name for it, the same in every language; agents point at it by this. */
  name: string
  maker: string
  /** By its SPDX name. */
  licence: string
  bytes: number
  sha256: string
  trainedTokens: number
  /** Two halves, keys and values, of two bytes each: 2 * 2 * layers * heads for them * size of a head. */
  bytesPerToken: number
  languages: 'many' | 'chineseEnglishAndMany' | 'european'
  goodAt: 'quickAnswers' | 'sorting' | 'summaries' | 'instructions' | 'officeWork' | 'hardTasks'
  sources: Readonly<Partial<Record<FetchSource, string>>>
}

/**
 * Every one as its maker publishes it under Apache 2.0, at a fixed state of its files. Sizes and fingerprints were compared with those
 * that several independent projects pin for the same files (2026-11-27); the layers are those of the makers' configurations.
 */
export const listedModels: readonly ListedModel[] = [
  {
    id: 'qwen3-0.6b',
    name: 'Qwen3-0.6B',
    maker: 'Alibaba',
    licence: 'Apache-2.0',
    bytes: 639_446_688,
    sha256: '9465e63a22add5354d9bb4b99e90117043c7124007664907259bd16d043bb031',
    trainedTokens: 40_960,
    bytesPerToken: 114_688,
    languages: 'chineseEnglishAndMany',
    goodAt: 'quickAnswers',
    sources: qwen('Qwen3-0.6B-GGUF', '23749fefcc72300e3a2ad315e1317431b06b590a', 'Qwen3-0.6B-Q8_0.gguf'),
  },
  {
    id: 'qwen3-1.7b',
    name: 'Qwen3-1.7B',
    maker: 'Alibaba',
    licence: 'Apache-2.0',
    bytes: 1_834_426_016,
    sha256: '061b54daade076b5d3362dac252678d17da8c68f07560be70818cace6590cb1a',
    trainedTokens: 40_960,
    bytesPerToken: 114_688,
    languages: 'chineseEnglishAndMany',
    goodAt: 'sorting',
    sources: qwen('Qwen3-1.7B-GGUF', '90862c4b9d2787eaed51d12237eafdfe7c5f6077', 'Qwen3-1.7B-Q8_0.gguf'),
  },
  {
    id: 'granite-3.3-2b',
    name: 'Granite-3.3-2B',
    maker: 'IBM',
    licence: 'Apache-2.0',
    bytes: 1_545_303_328,
    sha256: 'ac71e9e32c0bea919b409c5918f69ca74339854b0319c5065e4e9fb6d95c4852',
    trainedTokens: 131_072,
    bytesPerToken: 81_920,
    languages: 'many',
    goodAt: 'instructions',
    sources: {
      huggingface:
        'https://huggingface.co/ibm-granite/granite-3.3-2b-instruct-GGUF/resolve/7cdf86ccd1f1bb3491c9b7017b033f2e51367397/granite-3.3-2b-instruct-Q4_K_M.gguf',
    },
  },
  {
    id: 'smollm3-3b',
    name: 'SmolLM3-3B',
    maker: 'Hugging Face',
    licence: 'Apache-2.0',
    bytes: 1_915_305_312,
    sha256: '8334b850b7bd46238c16b0c550df2138f0889bf433809008cc17a8b05761863e',
    trainedTokens: 65_536,
    bytesPerToken: 73_728,
    languages: 'european',
    goodAt: 'summaries',
    sources: {
      huggingface:
        'https://huggingface.co/ggml-org/SmolLM3-3B-GGUF/resolve/4965cb60b150737b68a0408c36aeefb65078f894/SmolLM3-Q4_K_M.gguf',
    },
  },
  {
    id: 'qwen3-4b',
    name: 'Qwen3-4B',
    maker: 'Alibaba',
    licence: 'Apache-2.0',
    bytes: 2_497_280_256,
    sha256: '7485fe6f11af29433bc51cab58009521f205840f5b4ae3a32fa7f92e8534fdf5',
    trainedTokens: 40_960,
    bytesPerToken: 147_456,
    languages: 'chineseEnglishAndMany',
    goodAt: 'officeWork',
    sources: qwen('Qwen3-4B-GGUF', 'bc640142c66e1fdd12af0bd68f40445458f3869b', 'Qwen3-4B-Q4_K_M.gguf'),
  },
  {
    id: 'qwen3-8b',
    name: 'Qwen3-8B',
    maker: 'Alibaba',
    licence: 'Apache-2.0',
    bytes: 5_027_783_488,
    sha256: 'd98cdcbd03e17ce47681435b5150e34c1417f50b5c0019dd560e4882c5745785',
    trainedTokens: 40_960,
    bytesPerToken: 147_456,
    languages: 'chineseEnglishAndMany',
    goodAt: 'hardTasks',
    sources: qwen('Qwen3-8B-GGUF', '7c41481f57cb95916b40956ab2f0b139b296d974', 'Qwen3-8B-Q4_K_M.gguf'),
  },
]

/** Qwen publishes the same files at both places; what differs all the same is found out by its fingerprint. */
function qwen(repository: string, revision: string, file: string): ListedModel['sources'] {
  return {
    modelscope: `https://modelscope.cn/models/Qwen/${repository}/resolve/master/${file}`,
    huggingface: `https://huggingface.co/Qwen/${repository}/resolve/${revision}/${file}`,
  }
}

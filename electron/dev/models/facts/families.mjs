/**
 * Open models as local servers name them: what their model cards say, by family. The grade is our own rule by size, since no
 * vendor ranks them all; how much one takes in is up to the server it runs in, so nothing is said of it.
 */

const card = (name) => `https://huggingface.co/${name}`

export const families = {
  sources: {
    cards: {
      name: 'Model cards of the families',
      addresses: [
        card('Qwen/Qwen3-8B'),
        card('meta-llama/Llama-3.1-8B-Instruct'),
        card('google/gemma-3-12b-it'),
        card('openai/gpt-oss-20b'),
        card('mistralai/Mistral-Small-3.2-24B-Instruct-2506'),
        card('microsoft/Phi-4-mini-instruct'),
      ],
      seenOn: '2026-11-25',
      verified: false,
    },
  },
  /** Billions of parameters, all of them. */
  sizes: [
    { below: 15, grade: 'light' },
    { below: 100, grade: 'middle' },
    { below: 100_000, grade: 'strong' },
  ],
  families: [
    { pattern: 'qwen-?(2\\.5|3)-?vl', vision: true, languages: ['en', 'zh'], source: 'cards' },
    {
      pattern: 'qwen-?3(?![.\\d])',
      tools: true,
      vision: false,
      thinking: true,
      languages: ['en', 'zh'],
      source: 'cards',
    },
    { pattern: 'qwen-?3\\.[5-9]', tools: true, thinking: true, languages: ['en', 'zh'], source: 'cards' },
    { pattern: 'qwen-?2\\.5', tools: true, vision: false, thinking: false, languages: ['en', 'zh'], source: 'cards' },
    { pattern: 'llama-?3\\.2-?(11|90)b|llama-?3\\.2-vision', vision: true, languages: ['en'], source: 'cards' },
    { pattern: 'llama-?3\\.[123]', tools: true, vision: false, thinking: false, languages: ['en'], source: 'cards' },
    { pattern: 'llama-?4', tools: true, vision: true, thinking: false, languages: ['en'], source: 'cards' },
    { pattern: 'gemma-?3-?(270m|1b)', vision: false, thinking: false, languages: ['en'], source: 'cards' },
    { pattern: 'gemma-?3(?!n)', vision: true, thinking: false, languages: ['en', 'zh'], source: 'cards' },
    { pattern: 'gpt-oss', tools: true, vision: false, thinking: true, source: 'cards' },
    { pattern: 'deepseek-r1', vision: false, thinking: true, languages: ['en', 'zh'], source: 'cards' },
    {
      pattern: 'mistral-small-?3',
      tools: true,
      vision: true,
      thinking: false,
      languages: ['en', 'zh'],
      source: 'cards',
    },
    { pattern: 'phi-?4-mini', tools: true, vision: false, languages: ['en', 'zh'], source: 'cards' },
    { pattern: 'phi-?4(?!-m)', vision: false, languages: ['en'], source: 'cards' },
  ],
}

import type { ServiceDialect } from '../../../shared/model/provider.ts'
import { isLoopbackHost } from '../../../shared/rules/base-url.ts'
import { compatibleAt } from './compatible.ts'
import { deepseek } from './deepseek.ts'
import type { Dialect } from './dialect.ts'
import { doubao } from './doubao.ts'
import { glm } from './glm.ts'
import { kimi } from './kimi.ts'
import { llamaCpp } from './llama-cpp.ts'
import { lmStudio } from './lm-studio.ts'
import { ollama } from './ollama.ts'
import { openai } from './openai.ts'
import { openrouter } from './openrouter.ts'
import { qwen } from './qwen.ts'

/** How a service at that address is spoken to. */
export function dialectOf(name: ServiceDialect, baseUrl: string): Dialect {
  switch (name) {
    case 'compatible':
      return compatibleAt(baseUrl, isLoopbackHost(new URL(baseUrl).hostname))
    case 'openai':
      return openai
    case 'deepseek':
      return deepseek
    case 'doubao':
      return doubao
    case 'qwen':
      return qwen
    case 'kimi':
      return kimi
    case 'glm':
      return glm
    case 'openrouter':
      return openrouter
    case 'ollama':
      return ollama
    case 'lm-studio':
      return lmStudio
    case 'llama-cpp':
      return llamaCpp
  }
}

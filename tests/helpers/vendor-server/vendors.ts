import type { ServiceDialect } from '../../../shared/model/provider.ts'
import { deepseekVendor, doubaoVendor, glmVendor, kimiVendor, openaiVendor, qwenVendor } from './cloud-vendors.ts'
import { llamaCppVendor, lmStudioVendor, ollamaVendor, openrouterVendor, strangerVendor } from './other-vendors.ts'
import type { Vendor } from './vendor.ts'

/** Every dialect the gateway speaks, from the other side. */
export const vendors: Readonly<Record<ServiceDialect, Vendor>> = {
  compatible: strangerVendor,
  openai: openaiVendor,
  deepseek: deepseekVendor,
  doubao: doubaoVendor,
  qwen: qwenVendor,
  kimi: kimiVendor,
  glm: glmVendor,
  openrouter: openrouterVendor,
  ollama: ollamaVendor,
  'lm-studio': lmStudioVendor,
  'llama-cpp': llamaCppVendor,
}

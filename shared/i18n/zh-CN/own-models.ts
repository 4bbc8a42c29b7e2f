import type { ownModels as english } from '../en/own-models.ts'
import type { Translation } from '../texts.ts'

export const ownModels: Translation<typeof english> = {
  providerName: '本机',
}

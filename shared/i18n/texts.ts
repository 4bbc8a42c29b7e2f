import { en } from './en/index.ts'
import { zhCN } from './zh-CN/index.ts'
import type { Language } from '../model/settings.ts'

/** All texts a person sees, by language; plural forms follow i18next (`_one`, `_other`). */
export const texts: Record<Language, TextTree> = { en, 'zh-CN': zhCN }

export type TextTree = { readonly [key: string]: string | TextTree }

/**
 * The shape a translation must have: the same keys as English, except that Chinese has one plural form only,
 * so a key that ends in `_one` may be left out.
 */
export type Translation<Source> = {
  readonly [Key in keyof Source as Key extends `${string}_one` ? never : Key]: Source[Key] extends string
    ? string
    : Translation<Source[Key]>
}

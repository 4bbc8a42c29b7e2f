import { type GuideChapter, guideChapters } from '../../../shared/model/guide.ts'
import type { Language } from '../../../shared/model/settings.ts'
import type { ChapterText } from './find-sections.ts'

/** The guide in one language: its chapters in reading order, and the address of each picture by its name. */
export type Handbook = { readonly chapters: readonly ChapterText[]; readonly pictures: ReadonlyMap<string, string> }

/** Loads the guide in a language; each language is a part of the page of its own, fetched when it is first opened. */
export async function loadHandbook(language: Language): Promise<Handbook> {
  const { texts, pictures } = await (language === 'zh-CN' ? import('./chinese.ts') : import('./english.ts'))
  return {
    chapters: guideChapters.flatMap((name) => chapter(name, byName(texts).get(`${name}.md`))),
    pictures: byName(pictures),
  }
}

function chapter(name: GuideChapter, text: string | undefined): ChapterText[] {
  return text === undefined ? [] : [{ name, text }]
}

function byName(files: Readonly<Record<string, string>>): Map<string, string> {
  return new Map(Object.entries(files).map(([path, content]) => [path.split('/').at(-1) ?? path, content]))
}

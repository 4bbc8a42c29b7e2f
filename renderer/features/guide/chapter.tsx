import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { type GuideChapter, guideChapterSchema } from '../../../shared/model/guide.ts'
import { Markdown } from '../../parts/markdown.tsx'
import { Icon } from '../../ui/icons.tsx'
import { type ChapterText, titleOf } from './find-sections.ts'
import type { Handbook } from './handbook.ts'

/** One chapter, and the way to the next. Links to other chapters stay in the window; pictures are those that came with it. */
export function Chapter({
  handbook,
  name,
  onOpen,
}: {
  handbook: Handbook
  name: GuideChapter
  onOpen: (chapter: GuideChapter) => void
}) {
  const { t } = useTranslation()
  const inside = useMemo(
    () => ({
      picture: (source: string) => handbook.pictures.get(source) ?? null,
      open: (target: string) => {
        const named = guideChapterSchema.safeParse(target.replace(/\.md$/, ''))
        if (named.success) onOpen(named.data)
        return named.success
      },
    }),
    [handbook, onOpen],
  )
  const index = handbook.chapters.findIndex((each) => each.name === name)
  const next: ChapterText | undefined = handbook.chapters[index + 1]
  return (
    <article className="doc">
      <Markdown text={handbook.chapters[index]?.text ?? ''} inside={inside} />
      {next !== undefined && (
        <p className="next">
          <button type="button" className="link" onClick={() => onOpen(next.name)}>
            {t('guide.next', { title: titleOf(next) })}
            <Icon name="forward" small />
          </button>
        </p>
      )}
    </article>
  )
}

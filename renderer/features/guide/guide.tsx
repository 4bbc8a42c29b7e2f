import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { GuideChapter } from '../../../shared/model/guide.ts'
import { useReply } from '../../parts/use-reply.ts'
import { goInPlace } from '../../store/place.ts'
import { ErrorCard } from '../../ui/error-card.tsx'
import { Loading } from '../../ui/states.tsx'
import { Chapter } from './chapter.tsx'
import { findSections, type Hit, titleOf } from './find-sections.ts'
import { type Handbook, loadHandbook } from './handbook.ts'

/** The user guide: chapters and a search at the left, one chapter at the right. */
export function Guide({ chapter }: { chapter: GuideChapter }) {
  const { t, i18n } = useTranslation()
  const language = i18n.language === 'zh-CN' ? 'zh-CN' : 'en'
  const reply = useReply(() => loadHandbook(language), language)
  if (reply.kind === 'arrived') return <Open handbook={reply.value} chapter={chapter} language={language} />
  return (
    <div className="inner">
      <h1 className="title">{t('guide.title')}</h1>
      {reply.kind === 'failed' ? <ErrorCard error={reply.error} /> : <Loading awaited={t('guide.opening')} />}
    </div>
  )
}

function Open({ handbook, chapter, language }: { handbook: Handbook; chapter: GuideChapter; language: string }) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState('')
  const [heading, setHeading] = useState('')
  const reader = useRef<HTMLElement>(null)
  const hits = findSections(handbook.chapters, typed, language)
  const isSearching = typed.trim() !== ''
  useEffect(() => {
    const { current } = reader
    if (current === null) return
    const headings = [...current.querySelectorAll('h2, h3')]
    const found = headings.find((each) => each.textContent === heading)
    if (heading !== '' && found !== undefined) found.scrollIntoView({ block: 'start' })
    else current.scrollTop = 0
  }, [chapter, heading])
  const open = (name: GuideChapter, section = '') => {
    setHeading(section)
    goInPlace({ name: 'guide', chapter: name })
  }
  return (
    <div className="split handbook">
      <section className="list" aria-label={t('guide.contents')}>
        <div className="top">
          <h1 className="title">{t('guide.title')}</h1>
          <input
            className="input mt-2 w-full"
            type="search"
            maxLength={100}
            aria-label={t('guide.search')}
            placeholder={t('guide.search')}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
          <p className="quiet small mt-1" role="status">
            {isSearching && (hits.length === 0 ? t('guide.nothing') : t('guide.found', { count: hits.length }))}
          </p>
        </div>
        <nav className="scroll" aria-label={t('guide.contents')}>
          <ol>
            {isSearching
              ? hits.map((hit) => (
                  <li key={`${hit.chapter} ${hit.heading}`}>
                    <HitRow hit={hit} shown={chapter === hit.chapter && heading === hit.heading} onOpen={open} />
                  </li>
                ))
              : handbook.chapters.map((each) => (
                  <li key={each.name}>
                    <button
                      type="button"
                      className="entry"
                      {...(each.name === chapter ? { 'aria-current': 'page' as const } : {})}
                      onClick={() => open(each.name)}
                    >
                      {titleOf(each)}
                    </button>
                  </li>
                ))}
          </ol>
        </nav>
      </section>
      <section className="read scroll" ref={reader} tabIndex={0} aria-label={t('guide.title')}>
        <Chapter handbook={handbook} name={chapter} onOpen={open} />
      </section>
    </div>
  )
}

function HitRow({
  hit,
  shown,
  onOpen,
}: {
  hit: Hit
  shown: boolean
  onOpen: (chapter: GuideChapter, heading: string) => void
}) {
  return (
    <button
      type="button"
      className="entry"
      {...(shown ? { 'aria-current': 'page' as const } : {})}
      onClick={() => onOpen(hit.chapter, hit.heading)}
    >
      <b>{hit.heading}</b>
      {hit.heading !== hit.title && <small>{hit.title}</small>}
      <small>{hit.around}</small>
    </button>
  )
}

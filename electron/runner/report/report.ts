import type { i18n } from 'i18next'
import { createTranslator } from '../../../shared/i18n/translate.ts'
import type { Zone } from '../../../shared/model/brand.ts'
import type { LeftOut } from '../../../shared/model/run.ts'
import type { Language } from '../../../shared/model/settings.ts'
import { needsOf } from '../../../shared/steps/step.ts'
import type { RunOrder } from '../protocol.ts'
import type { SummariesResult, SummarizedDocument } from '../step-results.ts'

/** A report in words, before it takes the shape of a page or a text: everything here is ready to be read. */
export type Report = {
  readonly language: Language
  readonly title: string
  /** The agent, the day, how much was read, and the model: one short phrase each. */
  readonly facts: readonly string[]
  /** How much weight to give it: that no AI made it, or that AI did; null where no model was asked for anything. */
  readonly caution: string | null
  readonly focus: string | null
  /** What stands there without a heading of its own: one text, or one table. */
  readonly body: Passage | null
  readonly overview: Passage | null
  /** A chart: its title, where it lies, and its picture. */
  readonly picture?: Picture | null
  readonly documents: readonly (Passage & { readonly name: string; readonly notes: readonly string[] })[]
  readonly leftOut: readonly { readonly item: string; readonly reason: string }[]
  readonly headings: { readonly overview: string; readonly documents: string; readonly leftOut: string }
}

export type Picture = { readonly title: string; readonly path: string; readonly png: Uint8Array }

export type Passage = {
  /** Markdown, as the model wrote it: not to be trusted. */
  readonly text: string
  readonly language: string
  /** Set when the text ends early. */
  readonly shortened: string | null
}

/** Puts a report together in the owner's language; each document's summary stays in its own. */
export function composeReport(title: string, summaries: SummariesResult, order: RunOrder): Report {
  const { language } = order
  const { t } = createTranslator(language)
  const { documents, leftOut, overall, focus } = summaries
  const asksModel = order.agent.steps.some((step) => needsOf(step) !== null)
  const passage = (text: string, of: string, isShortened: boolean): Passage => ({
    text,
    language: of,
    shortened: isShortened ? t('report.shortened') : null,
  })
  return {
    language,
    title: title.trim() === '' ? t('report.untitled') : title.trim(),
    facts: [
      order.agent.name,
      dayInWords(order.createdAt, order.zone, language),
      t('report.documentCount', { count: documents.length }),
      ...(leftOut.length === 0 ? [] : [t('report.leftOutCount', { count: leftOut.length })]),
      ...(asksModel ? [t('report.madeWith', { model: order.modelLabel })] : []),
    ],
    caution: !asksModel ? null : order.modelIsPractice ? t('report.practice') : t('report.check'),
    focus: focus.trim() === '' ? null : t('report.focus', { focus: focus.trim() }),
    body: null,
    overview: overall === null ? null : passage(overall.text, language, overall.shortened),
    documents: documents.map((document) => ({
      ...passage(document.summary, languageTag(document.language), document.shortened),
      name: document.relativePath,
      notes: notesOf(document, t),
    })),
    leftOut: leftOut.map(({ item, error }) => ({ item, reason: reasonOf(error, t) })),
    headings: { overview: t('report.atAGlance'), documents: t('report.documents'), leftOut: t('report.leftOut') },
  }
}

/** The day of an instant in a zone, as `2026-11-24`: the part of a file's name that sorts. */
export function dayOf(instant: number, zone: Zone): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' })
  const found = new Map(parts.formatToParts(instant).map(({ type, value }) => [type, value]))
  return `${found.get('year')}-${found.get('month')}-${found.get('day')}`
}

function dayInWords(instant: number, zone: Zone, language: Language): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: zone }).format(instant)
}

function languageTag(language: SummarizedDocument['language']): string {
  if (language === 'other') return 'und'
  return language === 'zh' ? 'zh-CN' : 'en'
}

function notesOf({ pages, warnings }: SummarizedDocument, t: i18n['t']): string[] {
  const length = pages === null ? [] : [t('report.pageCount', { count: pages })]
  return [...length, ...warnings.map(({ code, params }) => t(`report.warnings.${code}`, params))]
}

function reasonOf({ code, params }: LeftOut['error'], t: i18n['t']): string {
  return t('report.reason', { what: t(`errors.${code}.what`, params), next: t(`errors.${code}.next`, params) })
}

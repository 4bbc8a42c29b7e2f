import type { TokenCounts } from '../model/usage.ts'

/** What a language's text makes of tokens. Lengths are in `unit`s; `perToken` says how many units one token is on average. */
export type Calibration = {
  readonly unit: 'words' | 'characters'
  readonly perToken: number
  readonly perSentence: number
  readonly perPage: number
  /** Whose published figure `perToken` is. */
  readonly source: 'OpenAI' | 'DeepSeek'
}

/**
 * English: OpenAI's help page "What are tokens and how to count them" gives 1 token as about 0.75 words. A sentence of 15 words agrees
 * with its "1 to 2 sentences are about 30 tokens"; 500 words are a page of a document, single-spaced.
 */
const english: Calibration = { unit: 'words', perToken: 0.75, perSentence: 15, perPage: 500, source: 'OpenAI' }

/**
 * Chinese: DeepSeek's page "Token & Token Usage" gives 1 Chinese character as about 0.6 token. A sentence of 25 characters and a page of
 * 700, as a printed book has them, are round figures of this app.
 */
const chinese: Calibration = {
  unit: 'characters',
  perToken: 1 / 0.6,
  perSentence: 25,
  perPage: 700,
  source: 'DeepSeek',
}

/** The calibration for text in `language` (a tag such as "en" or "zh-CN"); any language without its own is counted as English. */
export function calibrationOf(language: string): Calibration {
  return language.toLowerCase().split('-')[0] === 'zh' ? chinese : english
}

export type HumanTerms = { readonly unit: 'sentences' | 'pages'; readonly count: number }

/**
 * About how much text the tokens are: whole pages from one page on, sentences (at least one) below it. Pictures and sound are no
 * text and are left out; null when nothing is left. What language the text was in is not known: it is taken to be `language`.
 */
export function inHumanTerms(tokens: TokenCounts, language: string): HumanTerms | null {
  const text = tokens.input + tokens.cachedRead + tokens.cacheWrite + tokens.output + tokens.reasoning
  if (text === 0) return null
  const { perToken, perSentence, perPage } = calibrationOf(language)
  const length = text * perToken
  if (length >= perPage) return { unit: 'pages', count: Math.round(length / perPage) }
  return { unit: 'sentences', count: Math.max(1, Math.round(length / perSentence)) }
}

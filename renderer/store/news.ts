import { create } from 'zustand'
import { type AppError, toAppError } from '../../shared/contract/errors.ts'

/** What just happened and belongs to no screen: something to undo, or an error. */
export type News =
  | { readonly id: number; readonly kind: 'done'; readonly text: string; readonly undo: (() => void) | null }
  | { readonly id: number; readonly kind: 'error'; readonly error: AppError }

/** Questions that cover the window until they are answered. */
export type Question = { readonly kind: 'quit'; readonly liveRuns: number } | { readonly kind: 'tray' }

const newsStore = create<{ news: readonly News[]; question: Question | null }>(() => ({ news: [], question: null }))
const newsLimit = 3
let count = 0

/** The newest news, oldest first. */
export function useNews(): readonly News[] {
  return newsStore((state) => state.news)
}

/** The open question, if there is one. */
export function useQuestion(): Question | null {
  return newsStore((state) => state.question)
}

/** Says that something was done, and offers to take it back. */
export function tellDone(text: string, undo: (() => void) | null): void {
  count += 1
  add({ id: count, kind: 'done', text, undo })
}

/** Shows what was thrown and has no place of its own on the screen. */
export function tellError(thrown: unknown): void {
  tellNotice(toAppError(thrown))
}

/** Shows what main tells of by itself. */
export function tellNotice(error: AppError): void {
  count += 1
  add({ id: count, kind: 'error', error })
}

/** Takes a piece of news away. */
export function dismiss(id: number): void {
  newsStore.setState({ news: newsStore.getState().news.filter((news) => news.id !== id) })
}

/** Opens a question, or closes the open one with null. */
export function ask(question: Question | null): void {
  newsStore.setState({ question })
}

function add(news: News): void {
  newsStore.setState({ news: [...newsStore.getState().news, news].slice(-newsLimit) })
}

import type { ReactNode } from 'react'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import '../../../../renderer/ui/tokens.css'
import '../../../../renderer/ui/styles/index.css'
import { GrowingMarkdown, LongMarkdown, Markdown } from '../../../../renderer/parts/markdown.tsx'
import { answerOf } from './answer.ts'

/** What the bench asks of this page. */
declare global {
  interface Window {
    drawUpdates(how: 'ours' | 'naive', characters: number): Promise<number>
    scrollThrough(characters: number): Promise<{ drawnMs: number; frames: number[]; reached: string }>
  }
}

const updates = 60
const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve))

function mount(): { root: ReturnType<typeof createRoot>; scroller: HTMLElement; end: () => void } {
  const scroller = document.createElement('section')
  scroller.style.cssText = 'height: 600px; overflow: auto'
  const doc = document.createElement('div')
  doc.className = 'doc writing'
  scroller.append(doc)
  document.querySelector('#place')?.replaceChildren(scroller)
  const root = createRoot(doc)
  return { root, scroller, end: () => root.unmount() }
}

/** The middle of the milliseconds an update takes, drawing and layout, when the answer is already so long. */
window.drawUpdates = async (how, characters) => {
  const view = (text: string): ReactNode =>
    how === 'ours' ? <GrowingMarkdown text={text} dropped={0} /> : <Markdown text={text} />
  const { root, scroller, end } = mount()
  let text = answerOf(characters)
  const took: number[] = []
  for (let update = -5; update < updates; update++) {
    text += update % 12 === 0 ? '.\n\nAnd then' : ' some words'
    const begun = performance.now()
    flushSync(() => root.render(view(text)))
    // As the run's page follows the newest words: this asks for the layout of what has changed.
    scroller.scrollTop = scroller.scrollHeight
    if (update >= 0) took.push(performance.now() - begun)
    await frame()
  }
  end()
  return took.sort((left, right) => left - right)[updates / 2] ?? Number.NaN
}

/** A finished answer: until it is on the page, and how long the frames take while it is scrolled from its beginning to its end. */
window.scrollThrough = async (characters) => {
  const { root, scroller, end } = mount()
  const begun = performance.now()
  flushSync(() => root.render(<LongMarkdown text={answerOf(characters)} />))
  await frame()
  await frame()
  const drawnMs = performance.now() - begun
  const frames: number[] = []
  let last = await frame()
  while (scroller.scrollTop + scroller.clientHeight < scroller.scrollHeight - 2 && frames.length < 3_000) {
    scroller.scrollTop += 400
    const now = await frame()
    frames.push(now - last)
    last = now
  }
  const reached = scroller.textContent.trim().slice(-40)
  end()
  return { drawnMs, frames, reached }
}

// The document's own heading is there before these functions are.
document.body.dataset.ready = 'yes'

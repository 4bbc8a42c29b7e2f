import { memo, useEffect, useMemo, useRef, useState } from 'react'
import ReactMarkdown, { type Components } from 'react-markdown'
import remarkGfm from 'remark-gfm'
import { send } from '../bridge/client.ts'
import { tellError } from '../store/news.ts'
import { definitionsOf, isFull, nothingSealed, type Sealed, type SealedBlock, seal } from './sealing.ts'

const plugins = [remarkGfm]
const noBlocks: readonly SealedBlock[] = []
/** A text longer than this is made into a page piece by piece. */
const longText = 24_000
/** About as many fit in a line; only the length of the scroll bar depends on it. */
const charactersPerLine = 80

/** Headings sit below the page's own; pictures are never fetched; links open outside, through main, which checks them. */
const components: Components = {
  h1: ({ children }) => <h2>{children}</h2>,
  h2: ({ children }) => <h3>{children}</h3>,
  h3: ({ children }) => <h4>{children}</h4>,
  h5: ({ children }) => <h4>{children}</h4>,
  h6: ({ children }) => <h4>{children}</h4>,
  table: ({ children }) => (
    <div className="wide">
      <table>{children}</table>
    </div>
  ),
  img: ({ alt }) => <span className="quiet">{alt}</span>,
  input: ({ checked }) => <span className="quiet">{checked === true ? '☑' : '☐'} </span>,
  a: ({ href, children }) => (
    <a
      href={href}
      title={href}
      onClick={(event) => {
        event.preventDefault()
        if (href?.startsWith('https://')) send('links.open', { url: href }).catch(tellError)
      }}
    >
      {children}
    </a>
  ),
}

/** For texts that came with the app: where its pictures lie, and what a link inside it opens; false where it leads outside. */
type Inside = { readonly picture: (source: string) => string | null; readonly open: (target: string) => boolean }

/** Finished Markdown, as an agent or a file holds it. */
export const Markdown = memo(function Markdown({ text, inside }: { text: string; inside?: Inside }) {
  const shown = useMemo(() => (inside === undefined ? components : componentsInside(inside)), [inside])
  return (
    <ReactMarkdown remarkPlugins={plugins} components={shown}>
      {text}
    </ReactMarkdown>
  )
})

function componentsInside({ picture, open }: Inside): Components {
  return {
    ...components,
    img: ({ src, alt }) => {
      const address = picture(src ?? '')
      return address === null ? <span className="quiet">{alt}</span> : <img src={address} alt={alt ?? ''} />
    },
    a: ({ href, children }) => (
      <a
        href={href}
        onClick={(event) => {
          event.preventDefault()
          if (href === undefined || open(href)) return
          if (href.startsWith('https://')) send('links.open', { url: href }).catch(tellError)
        }}
      >
        {children}
      </a>
    ),
  }
}

/** Markdown that is being written: finished blocks are drawn once, only the tail is drawn with each update. */
export function GrowingMarkdown({ text, dropped }: { text: string; dropped: number }) {
  const known = useRef(nothingSealed)
  known.current = seal(known.current, text, dropped)
  const { end, opening } = known.current
  const tail = text.slice(end - dropped)
  return <Stretches sealed={known.current} tail={tail === '' ? '' : opening + tail} definitions="" />
}

/** Finished Markdown of any length: of a long text, only what is near the view is made into a page. */
export const LongMarkdown = memo(function LongMarkdown({ text }: { text: string }) {
  const sealed = useMemo(() => (text.length > longText ? seal(nothingSealed, text, 0) : null), [text])
  if (sealed === null) return <Markdown text={text} />
  const definitions = definitionsOf(text)
  return <Stretches sealed={sealed} tail={sealed.opening + text.slice(sealed.end)} definitions={definitions} />
})

/** The tail stands in the last stretch until that is full, so that nothing is made anew when it is sealed. */
function Stretches({ sealed, tail, definitions }: { sealed: Sealed; tail: string; definitions: string }) {
  const { stretches, end } = sealed
  const last = stretches.at(-1)
  const open = isFull(last) ? undefined : last
  const whole = open === undefined ? stretches : stretches.slice(0, -1)
  const rest = { definitions, tail, tailStart: end }
  return (
    <>
      {whole.map((stretch) => (
        <OneStretch key={stretch.start} blocks={stretch.blocks} definitions={definitions} tail="" tailStart={0} />
      ))}
      {(open !== undefined || tail !== '') && (
        <OneStretch key={open?.start ?? end} blocks={open?.blocks ?? noBlocks} {...rest} />
      )}
    </>
  )
}

type StretchProps = { blocks: readonly SealedBlock[]; tail: string; tailStart: number; definitions: string }

/** Far from the view it is its bare text, which costs next to nothing; once it comes near, it becomes what it says. */
const OneStretch = memo(function OneStretch({ blocks, tail, tailStart, definitions }: StretchProps) {
  const element = useRef<HTMLDivElement>(null)
  const [near, setNear] = useState(tail !== '')
  useEffect(() => {
    const shown = element.current
    if (shown === null || near) return
    const note = (event: Event) => {
      if (event instanceof ContentVisibilityAutoStateChangeEvent && !event.skipped) setNear(true)
    }
    shown.addEventListener('contentvisibilityautostatechange', note)
    return () => shown.removeEventListener('contentvisibilityautostatechange', note)
  }, [near])
  const text = near ? '' : blocks.map((block) => block.text).join('')
  const lines = near ? 0 : Math.max(text.split('\n').length, Math.ceil(text.length / charactersPerLine))
  return (
    <div
      ref={element}
      className={near ? 'stretch' : 'stretch far'}
      style={near ? undefined : { containIntrinsicBlockSize: `auto ${lines * 1.5}em` }}
    >
      {near
        ? blocks.map((block) => <Markdown key={block.start} text={withDefinitions(block.drawn, definitions)} />)
        : text}
      {tail !== '' && <Markdown key={tailStart} text={withDefinitions(tail, definitions)} />}
    </div>
  )
})

const withDefinitions = (text: string, definitions: string): string =>
  definitions === '' ? text : `${text}\n\n${definitions}`

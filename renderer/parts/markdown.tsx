import { memo, useMemo, useRef } from 'react'
import ReactMarkdown, { type Components } from 'react-markdown'
import remarkGfm from 'remark-gfm'
import { send } from '../bridge/client.ts'
import { tellError } from '../store/news.ts'
import { nothingSealed, seal } from './sealing.ts'

const plugins = [remarkGfm]

/** Headings sit below the page's own; pictures are never fetched; links open outside, through main, which checks them. */
const components: Components = {
  h1: ({ children }) => <h2>{children}</h2>,
  h2: ({ children }) => <h3>{children}</h3>,
  h3: ({ children }) => <h4>{children}</h4>,
  h5: ({ children }) => <h4>{children}</h4>,
  h6: ({ children }) => <h4>{children}</h4>,
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
  const { blocks, end } = known.current
  const tail = text.slice(end - dropped)
  return (
    <>
      {blocks.map((block) => (
        <Markdown key={block.start} text={block.text} />
      ))}
      {tail !== '' && <Markdown text={tail} />}
    </>
  )
}

import { memo, useRef } from 'react'
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

/** Finished Markdown, as an agent or a file holds it. */
export const Markdown = memo(function Markdown({ text }: { text: string }) {
  return (
    <ReactMarkdown remarkPlugins={plugins} components={components}>
      {text}
    </ReactMarkdown>
  )
})

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

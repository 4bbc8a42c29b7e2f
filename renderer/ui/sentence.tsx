import { Fragment, type ReactNode } from 'react'

/** A sentence with controls in it: `[name]` in the text is where the control of that name stands. */
export function Sentence({ text, parts }: { text: string; parts: Readonly<Record<string, ReactNode>> }) {
  const pieces = text.split(/\[(\w+)\]/)
  return (
    <p className="sentence">
      {pieces.map((piece, index) => (
        // The pieces of one text never change places.
        <Fragment key={`${index}-${piece}`}>{index % 2 === 0 ? piece : parts[piece]}</Fragment>
      ))}
    </p>
  )
}

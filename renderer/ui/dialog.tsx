import { type ReactNode, useEffect, useId, useRef } from 'react'

/**
 * A question that covers the window. The browser's own modal dialog keeps the focus inside and makes the rest inert; Esc
 * means `onCancel`.
 */
export function Dialog({
  title,
  onCancel,
  actions,
  wide = false,
  children,
}: {
  title: string
  onCancel: () => void
  actions: ReactNode
  /** For more than a question. */
  wide?: boolean
  children?: ReactNode
}) {
  const dialog = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  useEffect(() => {
    const element = dialog.current
    element?.showModal()
    return () => element?.close()
  }, [])
  return (
    <dialog
      ref={dialog}
      className={wide ? 'dialog roomy' : 'dialog'}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault()
        onCancel()
      }}
    >
      <h2 id={titleId}>{title}</h2>
      {children}
      <div className="acts">{actions}</div>
    </dialog>
  )
}

import { type ReactNode, useState } from 'react'
import { Button, IconButton } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { useAction } from './use-action.ts'

/** Removes for good what cannot be brought back, so it is asked. */
export function RemoveButton(props: {
  label: string
  small?: boolean
  title: string
  keep: string
  remove: string
  /** What goes with it. */
  children: ReactNode
  onRemove: () => Promise<void>
}) {
  const [asking, setAsking] = useState(false)
  const { busy, act } = useAction()
  return (
    <>
      <IconButton icon="close" small={props.small ?? false} label={props.label} onClick={() => setAsking(true)} />
      {asking && (
        <Dialog
          title={props.title}
          onCancel={() => setAsking(false)}
          actions={
            <>
              <Button look="bare" onClick={() => setAsking(false)}>
                {props.keep}
              </Button>
              <Button
                look="stop"
                disabled={busy}
                onClick={() =>
                  act(async () => {
                    setAsking(false)
                    await props.onRemove()
                  })
                }
              >
                {props.remove}
              </Button>
            </>
          }
        >
          {props.children}
        </Dialog>
      )}
    </>
  )
}

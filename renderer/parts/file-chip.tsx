import { send } from '../bridge/client.ts'
import { Chip } from '../ui/chip.tsx'
import { Tip } from '../ui/tip.tsx'
import { lastName } from './paths.ts'
import { useAction } from './use-action.ts'

/** One file in a sentence, picked in the system's own dialog; closing that without a choice changes nothing. */
export function FileChip({
  id,
  path,
  access,
  kinds,
  missing,
  label,
  onPick,
}: {
  id: string
  path: string | null
  access: 'read' | 'write'
  /** Endings without a dot. */
  kinds: readonly string[]
  /** What to choose, shown while nothing is. */
  missing: string
  /** What the file is for, read aloud before its name. */
  label: string
  onPick: (path: string) => void
}) {
  const { busy, act } = useAction()
  const words = path === null ? missing : lastName(path)
  return (
    <Tip text={path ?? ''}>
      <Chip
        icon="text"
        missing={path === null}
        disabled={busy}
        id={id}
        aria-label={`${label}: ${words}`}
        onClick={() =>
          act(async () => {
            const picked = await send('files.pick', { access, kinds: [...kinds], startAt: path })
            if (picked.path !== null) onPick(picked.path)
          })
        }
      >
        {words}
      </Chip>
    </Tip>
  )
}

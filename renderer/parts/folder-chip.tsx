import { send } from '../bridge/client.ts'
import { Chip } from '../ui/chip.tsx'
import { Tip } from '../ui/tip.tsx'
import { lastName } from './paths.ts'
import { useAction } from './use-action.ts'

/** A folder in a sentence. Pressing it opens the system's own folder dialog; closing that without a choice changes nothing. */
export function FolderChip({
  path,
  access,
  missing,
  label,
  id,
  onPick,
}: {
  path: string | null
  access: 'read' | 'write'
  /** What to choose, shown while nothing is. */
  missing: string
  /** What the folder is for, read aloud before its name. */
  label: string
  id?: string
  onPick: (path: string) => void
}) {
  const { busy, act } = useAction()
  const words = path === null ? missing : lastName(path)
  return (
    <Tip text={path ?? ''}>
      <Chip
        icon="folder"
        missing={path === null}
        disabled={busy}
        id={id}
        aria-label={`${label}: ${words}`}
        onClick={() =>
          act(async () => {
            const picked = await send('folders.pick', { access, startAt: path })
            if (picked.path !== null) onPick(picked.path)
          })
        }
      >
        {words}
      </Chip>
    </Tip>
  )
}

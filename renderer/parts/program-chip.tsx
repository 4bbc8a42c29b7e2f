import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Program } from '../../shared/model/program.ts'
import { send } from '../bridge/client.ts'
import { Button } from '../ui/button.tsx'
import { Chip, OpenChip } from '../ui/chip.tsx'
import { Field } from '../ui/field.tsx'
import { lastName } from './paths.ts'
import { useAction } from './use-action.ts'

const shownAtMost = 60

/** A program with its arguments in a sentence, word for word as it is started. The program itself is picked in the system's dialog. */
export function ProgramChip({
  id,
  label,
  missing,
  program,
  onChange,
}: {
  id?: string
  label: string
  /** What to choose, shown while nothing is. */
  missing: string
  program: Program | null
  onChange: (program: Program) => void
}) {
  const words = program === null ? missing : [lastName(program.path), ...program.arguments].join(' ')
  const short = words.length > shownAtMost ? `${words.slice(0, shownAtMost)}…` : words
  return (
    <OpenChip form label={label} missing={program === null} words={short} {...(id === undefined ? {} : { id })}>
      {(close) => (
        <ProgramForm
          program={program}
          onDone={(next) => {
            onChange(next)
            close()
          }}
        />
      )}
    </OpenChip>
  )
}

function ProgramForm({ program, onDone }: { program: Program | null; onDone: (program: Program) => void }) {
  const { t } = useTranslation()
  const [path, setPath] = useState(program?.path ?? null)
  const [typed, setTyped] = useState(program?.arguments.join('\n') ?? '')
  const { busy, act } = useAction()
  return (
    <form
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        if (path !== null) onDone({ path, arguments: typed.split('\n').filter((line) => line !== '') })
      }}
    >
      <Chip
        icon="folder"
        missing={path === null}
        disabled={busy}
        onClick={() =>
          act(async () => {
            const picked = await send('programs.pick', { startAt: path })
            if (picked.path !== null) setPath(picked.path)
          })
        }
      >
        {path ?? t('servers.choose')}
      </Chip>
      <Field label={t('servers.arguments')} hint={t('tools.argumentsHint')}>
        {(control) => (
          <textarea
            className="input"
            rows={4}
            spellCheck={false}
            maxLength={8000}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            {...control}
          />
        )}
      </Field>
      <Button look="go" submit disabled={path === null}>
        {t('common.done')}
      </Button>
    </form>
  )
}

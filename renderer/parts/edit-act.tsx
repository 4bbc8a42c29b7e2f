import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PlannedAct } from '../../shared/model/planned-act.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'

/** Acts whose words their owner can change before they are done. */
export type EditableAct = Extract<PlannedAct, { kind: 'mail' | 'message' }>

/** True for an act whose words can be changed. */
export function isEditable(act: PlannedAct): act is EditableAct {
  return act.kind === 'mail' || act.kind === 'message'
}

/** The words of a mail or a message, to be changed; what is done then is exactly what stands here. */
export function EditAct({ act, onDone }: { act: EditableAct; onDone: (act: EditableAct) => void }) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState(act)
  const text = typed.kind === 'mail' ? typed.body : typed.text
  return (
    <div className="grid gap-3">
      {typed.kind === 'mail' && (
        <>
          <Field label={t('approvals.parts.to')}>
            {(control) => (
              <input
                className="input"
                value={typed.to.join(', ')}
                onChange={({ target: { value } }) =>
                  setTyped({ ...typed, to: value.split(',').map((each) => each.trim()) })
                }
                {...control}
              />
            )}
          </Field>
          <Field label={t('approvals.parts.subject')}>
            {(control) => (
              <input
                className="input"
                maxLength={1000}
                value={typed.subject}
                onChange={({ target: { value } }) => setTyped({ ...typed, subject: value })}
                {...control}
              />
            )}
          </Field>
        </>
      )}
      <Field label={t('approvals.parts.body')}>
        {(control) => (
          <textarea
            className="input"
            rows={8}
            value={text}
            onChange={({ target: { value } }) =>
              setTyped(typed.kind === 'mail' ? { ...typed, body: value } : { ...typed, text: value })
            }
            {...control}
          />
        )}
      </Field>
      <Button onClick={() => onDone(typed)}>{t('approvals.edited')}</Button>
    </div>
  )
}

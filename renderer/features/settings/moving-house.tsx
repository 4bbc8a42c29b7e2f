import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CommandReply } from '../../../shared/contract/commands.ts'
import { send } from '../../bridge/client.ts'
import { useAction } from '../../parts/use-action.ts'
import { Button } from '../../ui/button.tsx'
import { OpenChip } from '../../ui/chip.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { BackupForm } from './backup-form.tsx'
import { BackupPlan } from './backup-plan.tsx'
import { ExportEverything } from './export-everything.tsx'
import { RestoreQuestion } from './restore-question.tsx'

/** Taking everything along, bringing it back, and doing away with it. */
export function MovingHouse() {
  const { t } = useTranslation()
  const [found, setFound] = useState<CommandReply<'moving.choose'>['backup']>(null)
  const [deletes, setDeletes] = useState(false)
  const { busy, act } = useAction()
  return (
    <section className="sec">
      <h2 className="sec-h">{t('moving.title')}</h2>
      <p className="note mb-3">{t('moving.meaning')}</p>
      <div className="setting">
        <h3>{t('moving.backUp.label')}</h3>
        <OpenChip form label={t('moving.backUp.label')} words={t('moving.backUp.act')}>
          {() => <BackupForm />}
        </OpenChip>
        <p>{t('moving.backUp.hint')}</p>
      </div>
      <BackupPlan />
      <ExportEverything />
      <div className="setting">
        <h3>{t('moving.restore.label')}</h3>
        <Button disabled={busy} onClick={() => act(async () => setFound((await send('moving.choose', {})).backup))}>
          {t('moving.restore.act')}
        </Button>
        <p>{t('moving.restore.hint')}</p>
      </div>
      <div className="setting">
        <h3>{t('moving.deleteAll.label')}</h3>
        <Button look="stop" onClick={() => setDeletes(true)}>
          {t('moving.deleteAll.act')}
        </Button>
        <p>{t('moving.deleteAll.hint')}</p>
      </div>
      {found !== null && <RestoreQuestion backup={found} onClose={() => setFound(null)} />}
      {deletes && <DeleteQuestion onClose={() => setDeletes(false)} />}
    </section>
  )
}

/** Everything goes: a click alone is not enough, the word has to be typed. */
function DeleteQuestion({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const formId = useId()
  const [typed, setTyped] = useState('')
  const { busy, act } = useAction()
  const isMeant = typed.trim().toLowerCase() === t('moving.deleteAll.word')
  return (
    <Dialog
      title={t('moving.deleteAll.title')}
      onCancel={onClose}
      actions={
        <>
          <Button look="bare" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button look="stop" submit form={formId} disabled={busy || !isMeant}>
            {t('moving.deleteAll.go')}
          </Button>
        </>
      }
    >
      <p>{t('moving.deleteAll.warning')}</p>
      <form
        id={formId}
        onSubmit={(event) => {
          event.preventDefault()
          if (isMeant) {
            act(async () => {
              await send('moving.deleteAll', { confirmed: true })
            })
          }
        }}
      >
        <Field label={t('moving.deleteAll.type', { word: t('moving.deleteAll.word') })}>
          {(control) => (
            <input
              className="input"
              autoComplete="off"
              spellCheck={false}
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
              {...control}
            />
          )}
        </Field>
      </form>
    </Dialog>
  )
}

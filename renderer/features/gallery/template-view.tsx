import { useTranslation } from 'react-i18next'
import type { OfferedTemplate } from '../../../shared/model/template.ts'
import { send } from '../../bridge/client.ts'
import { Markdown } from '../../parts/markdown.tsx'
import { useAction } from '../../parts/use-action.ts'
import { go } from '../../store/place.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Needs } from './needs.tsx'

/** A template closer: what it does step by step, what it needs, what comes of it. */
export function TemplateView({ template, onClose }: { template: OfferedTemplate; onClose: () => void }) {
  const { t } = useTranslation()
  const { busy, act } = useAction()
  const use = (withSamples: boolean) => () =>
    act(async () => {
      const { agent } = await send('agents.create', { templateId: template.id, withSamples })
      onClose()
      go({ name: 'agent', agentId: agent.id })
    })
  return (
    <Dialog
      title={template.name}
      onCancel={onClose}
      wide
      actions={
        <>
          <Button look="bare" onClick={onClose}>
            {t('common.close')}
          </Button>
          {template.hasSamples && (
            <Button disabled={busy} onClick={use(true)}>
              {t('gallery.trySamples')}
            </Button>
          )}
          <Button look="go" disabled={busy} onClick={use(false)}>
            {t('gallery.use')}
          </Button>
        </>
      }
    >
      <p>{template.about}</p>
      <div className="template-view">
        <section>
          <h3>{t('gallery.does')}</h3>
          <ol className="does">
            {template.steps.map((step) => (
              <li key={step.id}>{t(`steps.${step.kind}.name`)}</li>
            ))}
          </ol>
          <h3>{t('gallery.needsTitle')}</h3>
          <Needs template={template} />
          <p className="note">{t(template.needs.length === 0 ? 'gallery.free' : 'gallery.costs')}</p>
          <p className="note">
            {template.isNew ? t('gallery.isNew') : t('gallery.saves', { count: template.savesMinutes })}
          </p>
        </section>
        <section className="example">
          <h3>{t('gallery.example')}</h3>
          <div className="sheet">
            <Markdown text={template.example} />
          </div>
        </section>
      </div>
    </Dialog>
  )
}

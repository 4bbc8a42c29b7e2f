import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type OfferedTemplate, templateJobs } from '../../../shared/model/template.ts'
import { longestWish } from '../../../shared/model/plan.ts'
import { practiceProviderId } from '../../../shared/model/provider.ts'
import { send } from '../../bridge/client.ts'
import { useAction } from '../../parts/use-action.ts'
import { useReply } from '../../parts/use-reply.ts'
import { useMirror } from '../../store/mirror.ts'
import { go } from '../../store/place.ts'
import { beginWish } from '../../store/wishes.ts'
import { Button } from '../../ui/button.tsx'
import { ErrorCard } from '../../ui/error-card.tsx'
import { Icon } from '../../ui/icons.tsx'
import { findTemplates, nearTemplates } from './find-templates.ts'
import { OpenAgentFile } from './open-agent-file.tsx'
import { TemplateCard } from './template-card.tsx'
import { TemplateView } from './template-view.tsx'

/** Agents ready to be made, on a shelf for each kind of job; or an empty one to build oneself. */
export function Gallery() {
  const { t, i18n } = useTranslation()
  const [typed, setTyped] = useState('')
  const [shown, setShown] = useState<OfferedTemplate | null>(null)
  const { busy, act } = useAction()
  const reply = useReply(() => send('templates.list', {}), i18n.language)
  const templates = reply.kind === 'arrived' ? reply.value.templates : []
  const exact = findTemplates(templates, typed)
  const found = exact.length > 0 ? exact : nearTemplates(templates, typed, i18n.language)
  const canDraft = useMirror((mirror) =>
    mirror.providers.some((each) => each.id !== practiceProviderId && each.models.length > 0),
  )
  const draft = () =>
    act(async () => {
      const { agent } = await send('agents.create', { templateId: null, withSamples: false })
      beginWish(agent.id, typed.trim())
      go({ name: 'agent', agentId: agent.id })
    })
  const begin = () =>
    act(async () => {
      const { agent } = await send('agents.create', { templateId: null, withSamples: false })
      go({ name: 'agent', agentId: agent.id })
    })
  return (
    <div className="inner">
      <div className="head">
        <h1 className="title">{t('gallery.title')}</h1>
        <div className="acts">
          <OpenAgentFile />
          <Button icon="plus" disabled={busy} onClick={begin}>
            {t('gallery.blank')}
          </Button>
        </div>
      </div>
      <label className="gallery-find">
        <Icon name="search" small />
        <input
          type="search"
          aria-label={t('gallery.find')}
          placeholder={t('gallery.find')}
          maxLength={longestWish}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      </label>
      {typed.trim() !== '' && canDraft && (
        <div className="flex items-center gap-2 mt-3">
          <Button look="go" disabled={busy} onClick={draft}>
            {t('say.draft')}
          </Button>
          <span className="note">{t('gallery.draftMeaning')}</span>
        </div>
      )}
      {exact.length === 0 && found.length > 0 && (
        <p className="note mt-4">{t(canDraft ? 'gallery.near' : 'say.noModel')}</p>
      )}
      {reply.kind === 'failed' && <ErrorCard error={reply.error} />}
      {reply.kind === 'arrived' && found.length === 0 && (
        <p className="note mt-4">{t('gallery.nothing', { typed: typed.trim() })}</p>
      )}
      {templateJobs.map((job) => {
        const own = found.filter((template) => template.job === job)
        if (own.length === 0) return null
        return (
          <section key={job} className="sec" aria-labelledby={`job-${job}`}>
            <h2 className="sec-h" id={`job-${job}`}>
              {t(`gallery.jobs.${job}`)}
            </h2>
            <ul className="shelf">
              {own.map((template) => (
                <TemplateCard key={template.id} template={template} onOpen={() => setShown(template)} />
              ))}
            </ul>
          </section>
        )
      })}
      {shown !== null && <TemplateView template={shown} onClose={() => setShown(null)} />}
    </div>
  )
}

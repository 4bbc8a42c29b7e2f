import { useTranslation } from 'react-i18next'
import type { OfferedTemplate, TemplateNeed } from '../../../shared/model/template.ts'
import { isPractice } from '../../../shared/model/provider.ts'
import { useMirror } from '../../store/mirror.ts'
import { go } from '../../store/place.ts'
import { Lamp } from '../../ui/lamp.tsx'

/** What a template needs, and whether it is there. */
export function Needs({ template, short = false }: { template: OfferedTemplate; short?: boolean }) {
  const { t } = useTranslation()
  const has = useHas(template)
  if (template.needs.length === 0) return <span>{t('gallery.needs.nothing')}</span>
  if (short) {
    const missing = template.needs.filter((need) => !has(need))
    return missing.length === 0 ? null : <span>{t('gallery.missing', { what: t(`gallery.needs.${missing[0]}`) })}</span>
  }
  return (
    <ul className="needs">
      {template.needs.map((need) => (
        <li key={need}>
          <Lamp name={has(need) ? 'done' : 'waiting'} label={t(has(need) ? 'gallery.there' : 'gallery.notThere')} />
          <span>{t(`gallery.needs.${need}`)}</span>
          {!has(need) && (need === 'mail' || need === 'model' || need === 'vision') && (
            <button
              type="button"
              className="link"
              onClick={() => go(need === 'mail' ? { name: 'settings' } : { name: 'models' })}
            >
              {t('gallery.setUp')}
            </button>
          )}
        </li>
      ))}
    </ul>
  )
}

function useHas({ practice }: OfferedTemplate): (need: TemplateNeed) => boolean {
  const providers = useMirror((mirror) => mirror.providers)
  const mails = useMirror((mirror) => mirror.settings.mailAccounts.length)
  const models = providers.flatMap(({ id, models: own }) => own.map(({ name }) => ({ providerId: id, model: name })))
  const hasModel = models.some((model) => !isPractice(model))
  return (need) => {
    switch (need) {
      case 'model':
        return practice || hasModel
      case 'vision':
        return hasModel
      case 'mail':
        return mails > 0
      // Picked while it is set up.
      case 'web':
      case 'program':
        return true
    }
  }
}

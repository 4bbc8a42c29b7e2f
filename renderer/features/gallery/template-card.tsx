import { useTranslation } from 'react-i18next'
import type { OfferedTemplate } from '../../../shared/model/template.ts'
import { Markdown } from '../../parts/markdown.tsx'
import { Needs } from './needs.tsx'

/** One template: a picture of its result, what it does, what it needs. */
export function TemplateCard({ template, onOpen }: { template: OfferedTemplate; onOpen: () => void }) {
  const { t } = useTranslation()
  const { name, about, setupMinutes } = template
  return (
    <li className="template">
      <div className="mini" inert aria-hidden="true">
        <div className="sheet">
          <Markdown text={template.example} />
        </div>
      </div>
      <button type="button" className="open" onClick={onOpen}>
        {name}
      </button>
      <p>{about}</p>
      <p className="about-line">
        <span>{t('gallery.setup', { count: setupMinutes })}</span>
        <Needs template={template} short />
      </p>
    </li>
  )
}

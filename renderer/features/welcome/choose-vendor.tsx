import { useTranslation } from 'react-i18next'
import { dialectFacts } from '../../../shared/model/dialect-facts.ts'
import { type ServiceDialect, serviceDialectSchema } from '../../../shared/model/provider.ts'
import { Cards } from '../../ui/cards.tsx'

const vendors = serviceDialectSchema.options.filter((dialect) => dialectFacts[dialect].kind === 'cloud')

/** Whose account it is; what to click there comes next. */
export function ChooseVendor({ onChoose }: { onChoose: (dialect: ServiceDialect) => void }) {
  const { t } = useTranslation()
  return (
    <div className="pick-mind">
      <h2 className="title">{t('welcome.vendors.title')}</h2>
      <p className="soft">{t('welcome.vendors.meaning')}</p>
      <Cards
        cards={vendors.map((dialect) => ({
          value: dialect,
          title: t(`models.vendor.${dialect}.name`),
          meaning: t(`models.vendor.${dialect}.meaning`),
          mark: '',
        }))}
        onChoose={onChoose}
      />
    </div>
  )
}

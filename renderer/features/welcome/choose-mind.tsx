import { RadioGroup } from 'radix-ui'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../ui/icons.tsx'

export type Mind = 'local' | 'account' | 'look'

const minds = [
  { mind: 'look', icon: 'practice' },
  { mind: 'account', icon: 'key' },
  { mind: 'local', icon: 'computer' },
] as const

/** The three ways to begin, each with what it costs and what it takes. */
export function ChooseMind({ mind, onChoose }: { mind: Mind; onChoose: (mind: Mind) => void }) {
  const { t } = useTranslation()
  return (
    <div className="pick-mind">
      <h2 className="title" id="mind-title">
        {t('welcome.mind.title')}
      </h2>
      <p className="soft">{t('welcome.mind.meaning')}</p>
      <RadioGroup.Root
        aria-labelledby="mind-title"
        value={mind}
        onValueChange={(value) => onChoose(value === 'local' || value === 'account' ? value : 'look')}
      >
        {minds.map(({ mind: each, icon }) => (
          <RadioGroup.Item key={each} value={each} className={each === mind ? 'mind sel' : 'mind'}>
            <Icon name={icon} />
            <b>{t(`welcome.mind.${each}.name`)}</b>
            <span className="end" />
            <span className="about">{t(`welcome.mind.${each}.about`)}</span>
            <span className="terms">
              <span>{t(`welcome.mind.${each}.cost`)}</span>
              <span>{t(`welcome.mind.${each}.takes`)}</span>
            </span>
          </RadioGroup.Item>
        ))}
      </RadioGroup.Root>
    </div>
  )
}

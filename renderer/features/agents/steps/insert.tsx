import { useTranslation } from 'react-i18next'
import { Icon } from '../../../ui/icons.tsx'

/** Between two steps, shown when it is pointed at or reached by keyboard: adds one there. */
export function Insert({ number, open, onOpen }: { number: number; open: boolean; onOpen: () => void }) {
  const { t } = useTranslation()
  return (
    <li className={open ? 'between open' : 'between'}>
      <button
        type="button"
        className="insert"
        aria-expanded={open}
        aria-label={t('agents.step.addBefore', { number })}
        onClick={onOpen}
      >
        <Icon name="plus" small />
      </button>
    </li>
  )
}

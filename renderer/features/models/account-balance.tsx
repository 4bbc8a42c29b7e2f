import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CommandReply } from '../../../shared/contract/commands.ts'
import type { Provider } from '../../../shared/model/provider.ts'
import { formatMoney } from '../../../shared/rules/format.ts'
import { send } from '../../bridge/client.ts'
import { useAction } from '../../parts/use-action.ts'
import { useFormat } from '../../parts/use-format.ts'

/** What the account at a service still holds, asked only when the owner wants to know. */
export function AccountBalance({ provider, onAnswer }: { provider: Provider; onAnswer: () => void }) {
  const { t } = useTranslation()
  const { language, clock } = useFormat()
  const [answer, setAnswer] = useState<CommandReply<'providers.balance'> | null>(null)
  const { busy, act } = useAction()
  const told = answer?.balances?.map((balance) =>
    t(`models.balance.${balance.means}`, {
      amount: formatMoney(balance, language, 'settled'),
      time: clock(balance.at),
    }),
  )
  return (
    <span className="block" aria-live="polite">
      {answer !== null && `${told?.join(' ') ?? t('models.balance.untold')} `}
      <button
        type="button"
        className="link"
        disabled={busy}
        onClick={() =>
          act(async () => {
            setAnswer(await send('providers.balance', { providerId: provider.id }))
            onAnswer()
          })
        }
      >
        {t(answer === null ? 'models.balance.ask' : 'models.balance.askAgain')}
      </button>
    </span>
  )
}

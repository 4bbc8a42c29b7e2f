import { useTranslation } from 'react-i18next'
import type { ErrorCode } from '../../../shared/contract/errors.ts'
import type { Fallback, Run } from '../../../shared/model/run.ts'
import { useMirror } from '../../store/mirror.ts'

/** Which models answered in place of others, and why, in a sentence each. */
export function TookOver({ run }: { run: Run }) {
  return run.fallbacks.map((fallback) => (
    <Sentence key={JSON.stringify([fallback.from, fallback.to])} fallback={fallback} />
  ))
}

function Sentence({ fallback: { from, to, error, calls } }: { fallback: Fallback }) {
  const { t } = useTranslation()
  const providers = useMirror((mirror) => mirror.providers)
  const isOneService = from.providerId === to.providerId
  const nameOf = ({ providerId, model }: Fallback['from']): string =>
    (isOneService ? undefined : providers.find(({ id }) => id === providerId)?.name) ?? model
  return (
    <span className="block">
      {t(`runs.tookOver.${reasonOf(error.code)}`, { from: nameOf(from), to: nameOf(to), count: calls })}
    </span>
  )
}

function reasonOf(code: ErrorCode): 'silent' | 'busy' | 'money' | 'key' | 'gone' {
  switch (code) {
    case 'provider.noMoney':
      return 'money'
    case 'provider.rateLimited':
      return 'busy'
    case 'provider.keyMissing':
    case 'provider.keyRefused':
    case 'provider.forbidden':
      return 'key'
    case 'provider.modelUnknown':
    case 'provider.missing':
      return 'gone'
    default:
      return 'silent'
  }
}

import { useTranslation } from 'react-i18next'
import { type ProviderTest, providerTestSchema } from '../../../shared/contract/commands.ts'
import { useFormat } from '../../parts/use-format.ts'
import { ErrorCard } from '../../ui/error-card.tsx'
import { Lamp, type LampName } from '../../ui/lamp.tsx'

type Check = ProviderTest['checks'][number]
const names = providerTestSchema.shape.checks.element.shape.name.options

/** The five checks in their order, and precisely what is wrong with the first that failed. */
export function TestReport({ test }: { test: ProviderTest | 'running' }) {
  const { t } = useTranslation()
  const format = useFormat()
  const results = test === 'running' ? [] : test.checks
  return (
    <div role="status">
      <ol className="checks rows">
        {names.map((name, index) => {
          const result = test === 'running' ? 'notTried' : (resultOf(results, name) ?? 'notTried')
          const lamp: LampName = test === 'running' && index === 0 ? 'running' : lampOf(result)
          return (
            <li key={name}>
              <Lamp name={lamp} />
              <span>{t(`models.test.check.${name}`)}</span>
              <span className="result">
                {test === 'running' ? t('models.test.waiting') : t(`models.test.result.${result}`)}
              </span>
            </li>
          )
        })}
      </ol>
      {test !== 'running' && test.error !== null && (
        <div className="mt-3">
          <ErrorCard error={test.error} />
        </div>
      )}
      {test !== 'running' && test.error === null && (
        <p className="note mt-2">
          {test.firstTokenMs === null
            ? t('models.test.works')
            : t('models.test.worksIn', { milliseconds: format.count(test.firstTokenMs) })}
        </p>
      )}
    </div>
  )
}

const resultOf = (checks: readonly Check[], name: Check['name']) => checks.find((check) => check.name === name)?.result

function lampOf(result: Check['result']): LampName {
  switch (result) {
    case 'passed':
      return 'done'
    case 'failed':
      return 'failed'
    case 'notTried':
      return 'next'
  }
}

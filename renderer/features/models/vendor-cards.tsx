import { useTranslation } from 'react-i18next'
import type { FoundServer } from '../../../shared/contract/commands.ts'
import { dialectFacts } from '../../../shared/model/dialect-facts.ts'
import { type ServiceDialect, serviceDialectSchema } from '../../../shared/model/provider.ts'
import { send } from '../../bridge/client.ts'
import { useReply } from '../../parts/use-reply.ts'
import { Cards } from '../../ui/cards.tsx'

/** Which service to add, in plain words; model servers that were found on this computer come first. */
export function VendorCards({ onChoose }: { onChoose: (dialect: ServiceDialect, found: FoundServer | null) => void }) {
  const { t } = useTranslation()
  const reply = useReply(() => send('providers.discover', {}), 'once')
  const servers = reply.kind === 'arrived' ? reply.value.servers : []
  const foundOf = (dialect: ServiceDialect) => servers.find((server) => server.dialect === dialect) ?? null
  const groups = [
    { kind: 'found', dialects: dialects.filter((each) => foundOf(each) !== null) },
    { kind: 'cloud', dialects: dialects.filter((each) => dialectFacts[each].kind === 'cloud') },
    {
      kind: 'own',
      dialects: [
        ...dialects.filter((each) => dialectFacts[each].kind === 'local' && foundOf(each) === null),
        ...dialects.filter((each) => dialectFacts[each].kind === 'any'),
      ],
    },
  ] as const
  return (
    <>
      {groups
        .filter((group) => group.dialects.length > 0)
        .map(({ kind, dialects: offered }) => (
          <section key={kind} className="form-part">
            <h2>{t(`models.vendors.${kind}`)}</h2>
            <Cards
              cards={offered.map((dialect) => {
                const found = foundOf(dialect)
                return {
                  value: dialect,
                  title: t(`models.vendor.${dialect}.name`),
                  meaning: t(`models.vendor.${dialect}.meaning`),
                  mark: found === null ? '' : t('models.vendors.models', { count: found.models.length }),
                }
              })}
              onChoose={(dialect) => onChoose(dialect, foundOf(dialect))}
            />
          </section>
        ))}
    </>
  )
}

const dialects = serviceDialectSchema.options

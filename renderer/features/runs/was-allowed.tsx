import { useTranslation } from 'react-i18next'
import { isPractice } from '../../../shared/model/provider.ts'
import type { Run } from '../../../shared/model/run.ts'
import { PermissionList } from '../../parts/permission-list.tsx'
import { useMirror } from '../../store/mirror.ts'

const nothingElse: readonly string[] = []
const toNowhere = () => null

/** What the agent was allowed when this run began, folded; nothing for a run from before this was kept. */
export function WasAllowed({ run }: { run: Run }) {
  const { t } = useTranslation()
  const providers = useMirror((mirror) => mirror.providers)
  if (run.allowed === null) return null
  const models = [run.model, ...run.standIns]
  const ids = [...new Set(models.filter((model) => !isPractice(model)).map(({ providerId }) => providerId))]
  const services = ids.map((id) => providers.find((provider) => provider.id === id)?.name ?? id)
  return (
    <details>
      <summary className="small quiet">{t('runs.allowed')}</summary>
      <PermissionList
        permissions={run.allowed}
        places={{ services, isPractice: models.some(isPractice) }}
        also={nothingElse}
        wayTo={toNowhere}
      />
    </details>
  )
}

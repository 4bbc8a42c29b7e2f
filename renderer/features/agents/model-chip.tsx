import { useTranslation } from 'react-i18next'
import type { ModelPolicy } from '../../../shared/model/policy.ts'
import { isPractice, type ModelReference } from '../../../shared/model/provider.ts'
import { useMirror } from '../../store/mirror.ts'
import { go } from '../../store/place.ts'
import { MenuItem, OpenChip } from '../../ui/chip.tsx'

/** The model an agent thinks with: its own choice, or the usual one. The practice model is named as what it is. */
export function ModelChip({ policy, onChoose }: { policy: ModelPolicy; onChoose: (policy: ModelPolicy) => void }) {
  const { t } = useTranslation()
  const providers = useMirror((mirror) => mirror.providers)
  const usual = useMirror((mirror) => mirror.settings.usualModel)
  const nameOf = (reference: ModelReference) => (isPractice(reference) ? t('common.practice') : reference.model)
  const model = policy.kind === 'named' ? policy.model : null
  const words = model === null ? t('agents.model.usual', { model: nameOf(usual) }) : nameOf(model)
  return (
    <OpenChip label={t('agents.model.label')} words={words}>
      {(close) => (
        <>
          <MenuItem
            chosen={model === null}
            onClick={() => {
              onChoose({ kind: 'usual' })
              close()
            }}
          >
            {t('agents.model.usual', { model: nameOf(usual) })}
            <small>{t('agents.model.usualMeaning')}</small>
          </MenuItem>
          <hr className="menu-rule" />
          {providers.flatMap((provider) =>
            provider.models.map((each) => {
              const reference = { providerId: provider.id, model: each.name }
              const chosen = model !== null && model.providerId === provider.id && model.model === each.name
              return (
                <MenuItem
                  key={`${provider.id} ${each.name}`}
                  chosen={chosen}
                  onClick={() => {
                    onChoose({ kind: 'named', model: reference })
                    close()
                  }}
                >
                  {nameOf(reference)}
                  <small>{isPractice(reference) ? t('agents.model.practiceMeaning') : provider.name}</small>
                </MenuItem>
              )
            }),
          )}
          <hr className="menu-rule" />
          <MenuItem icon="open" onClick={() => go({ name: 'models' })}>
            {t('agents.model.more')}
          </MenuItem>
        </>
      )}
    </OpenChip>
  )
}

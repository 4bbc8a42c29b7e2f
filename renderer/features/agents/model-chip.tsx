import { useTranslation } from 'react-i18next'
import { type ModelPolicy, routedPolicies } from '../../../shared/model/policy.ts'
import { isPractice, type ModelReference } from '../../../shared/model/provider.ts'
import { sameModel } from '../../../shared/rules/route/wanted-model.ts'
import { useMirror } from '../../store/mirror.ts'
import { go } from '../../store/place.ts'
import { modelOf } from '../../store/selectors.ts'
import { MenuItem, OpenChip } from '../../ui/chip.tsx'

/** The model an agent thinks with: the usual one, one chosen by a policy when it runs, or one it names. */
export function ModelChip({ policy, onChoose }: { policy: ModelPolicy; onChoose: (policy: ModelPolicy) => void }) {
  const { t } = useTranslation()
  const providers = useMirror((mirror) => mirror.providers)
  const usual = useMirror((mirror) => mirror.settings.usualModel)
  const known = useMirror((mirror) => policy.kind !== 'named' || modelOf(mirror, policy.model) !== undefined)
  const nameOf = (reference: ModelReference) => (isPractice(reference) ? t('common.practice') : reference.model)
  const wordsOf = (each: ModelPolicy): string => {
    if (each.kind === 'usual') return t('agents.model.usual', { model: nameOf(usual) })
    return each.kind === 'named' ? nameOf(each.model) : t(`agents.model.${each.kind}`)
  }
  const words = known ? wordsOf(policy) : t('agents.model.missing', { model: wordsOf(policy) })
  return (
    <OpenChip label={t('agents.model.label')} words={words} missing={!known}>
      {(close) => {
        const choose = (each: ModelPolicy) => () => {
          onChoose(each)
          close()
        }
        return (
          <div className="scroll max-h-96">
            {(['usual', ...routedPolicies] as const).map((kind) => (
              <MenuItem key={kind} chosen={policy.kind === kind} onClick={choose({ kind })}>
                {wordsOf({ kind })}
                <small>{t(`agents.model.${kind}Meaning`)}</small>
              </MenuItem>
            ))}
            <hr className="menu-rule" />
            {providers.flatMap((provider) =>
              provider.models.map(({ name }) => {
                const model = { providerId: provider.id, model: name }
                return (
                  <MenuItem
                    key={`${provider.id} ${name}`}
                    chosen={policy.kind === 'named' && sameModel(policy.model, model)}
                    onClick={choose({ kind: 'named', model })}
                  >
                    {nameOf(model)}
                    <small>{isPractice(model) ? t('agents.model.practiceMeaning') : provider.name}</small>
                  </MenuItem>
                )
              }),
            )}
            <hr className="menu-rule" />
            <MenuItem icon="open" onClick={() => go({ name: 'models' })}>
              {t('agents.model.more')}
            </MenuItem>
          </div>
        )
      }}
    </OpenChip>
  )
}

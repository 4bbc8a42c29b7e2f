import type { AgentDraft } from '../../../shared/model/agent.ts'
import { dayOf } from '../../../shared/rules/day.ts'
import { chooseModel, type ModelAnswer } from '../../../shared/rules/route/choose-model.ts'
import { languageSchema } from '../../../shared/model/settings.ts'
import { useFormat } from '../../parts/use-format.ts'
import { useMirror } from '../../store/mirror.ts'
import { useMoment } from '../../store/moment.ts'

/** The model the draft would get if it ran now, by the rule main itself uses. */
export function useModelChoice(draft: AgentDraft): ModelAnswer {
  const { language, zone } = useFormat()
  const providers = useMirror((mirror) => mirror.providers)
  const usual = useMirror((mirror) => mirror.settings.usualModel)
  const rates = useMirror((mirror) => mirror.settings.exchangeRates)
  const at = useMoment('minute')
  const spoken = languageSchema.safeParse(language).data ?? 'en'
  return chooseModel(draft, { providers, usual, rates, language: spoken, at, day: dayOf(at, zone) })
}

import { useTranslation } from 'react-i18next'
import { type OwnFacts, writtenLanguages } from '../../../shared/model/facts.ts'
import { gradeSchema, grades } from '../../../shared/model/grade.ts'
import type { Model, Provider } from '../../../shared/model/provider.ts'
import { factsOf } from '../../../shared/rules/facts/model-facts.ts'
import { OpenChip } from '../../ui/chip.tsx'
import { Segmented } from '../../ui/choices.tsx'
import { factsWords } from './facts-words.ts'

const abilities = ['tools', 'vision', 'thinking'] as const

/** What a model is good at. Opened, the owner's word can be put over what is known by its name. */
export function FactsChip({
  provider,
  model,
  onChange,
}: {
  provider: Provider
  model: Model
  onChange: (facts: OwnFacts) => void
}) {
  const { t } = useTranslation()
  const facts = factsOf(provider.dialect, model)
  const own = model.facts
  return (
    <OpenChip form label={t('models.facts.label', { model: model.name })} words={factsWords(facts, t)}>
      {() => (
        <>
          <p className="note">{t('models.facts.meaning')}</p>
          <Row
            title={t('models.facts.strength')}
            value={own.grade ?? 'listed'}
            options={['listed', ...grades].map((value) => ({ value, words: t(`models.facts.short.${value}`) }))}
            onChoose={(value) => {
              const { grade: _before, ...rest } = own
              const grade = gradeSchema.safeParse(value).data
              onChange(grade === undefined ? rest : { ...rest, grade })
            }}
          />
          {abilities.map((ability) => (
            <Row
              key={ability}
              title={t(`models.facts.can.${ability}`)}
              value={answerOf(own[ability])}
              options={answers.map((value) => ({ value, words: t(`models.facts.short.${value}`) }))}
              onChoose={(value) => {
                const { [ability]: _before, ...rest } = own
                onChange(value === 'listed' ? rest : { ...rest, [ability]: value === 'yes' })
              }}
            />
          ))}
          {writtenLanguages.map((language) => (
            <Row
              key={language}
              title={t(`models.facts.writes.${language}`)}
              value={answerOf(own.languages?.includes(language))}
              options={answers.map((value) => ({ value, words: t(`models.facts.short.${value}`) }))}
              onChoose={(value) => {
                const { languages: before, ...rest } = own
                const others = (before ?? facts.languages ?? [...writtenLanguages]).filter((each) => each !== language)
                if (value === 'listed') onChange(rest)
                else onChange({ ...rest, languages: value === 'yes' ? [...others, language] : others })
              }}
            />
          ))}
        </>
      )}
    </OpenChip>
  )
}

const answers = ['listed', 'yes', 'no'] as const

function answerOf(own: boolean | undefined): (typeof answers)[number] {
  return own === undefined ? 'listed' : own ? 'yes' : 'no'
}

function Row(props: {
  title: string
  value: string
  options: readonly { value: string; words: string }[]
  onChoose: (value: string) => void
}) {
  return (
    <div className="grid gap-1">
      <span className="small">{props.title}</span>
      <Segmented label={props.title} value={props.value} options={props.options} onChoose={props.onChoose} />
    </div>
  )
}

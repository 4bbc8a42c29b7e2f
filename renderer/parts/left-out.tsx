import { useTranslation } from 'react-i18next'
import type { Run } from '../../shared/model/run.ts'
import { lastName } from './paths.ts'

const shownAtFirst = 20

/** What a run could not use, each with its reason. */
export function LeftOutList({ run }: { run: Run }) {
  const { t } = useTranslation()
  if (run.leftOut.length === 0) return null
  const count = run.leftOut.length + run.leftOutMore
  const first = run.leftOut.slice(0, shownAtFirst)
  const rest = run.leftOut.slice(shownAtFirst)
  return (
    <section className="left-out">
      <h2 className="sec-h">
        {t('runs.leftOut.title')} <span className="n num">{count}</span>
      </h2>
      <Rows of={first} />
      {rest.length > 0 && (
        <details>
          <summary className="small quiet py-2">{t('runs.leftOut.more', { count: rest.length })}</summary>
          <Rows of={rest} />
        </details>
      )}
      {run.leftOutMore > 0 && <p className="note mt-2">{t('runs.leftOut.unlisted', { count: run.leftOutMore })}</p>}
    </section>
  )
}

function Rows({ of }: { of: Run['leftOut'] }) {
  const { t } = useTranslation()
  return (
    <ul className="rows">
      {of.map((each) => (
        <li key={each.item}>
          <span title={each.item}>{lastName(each.item)}</span>
          <span className="soft">
            {t(`errors.${each.error.code}.what`, each.error.params)}
            <small className="block tiny quiet">{t(`errors.${each.error.code}.next`, each.error.params)}</small>
          </span>
        </li>
      ))}
    </ul>
  )
}

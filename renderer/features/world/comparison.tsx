import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { WorldUsage } from '../../../shared/model/world-usage.ts'
import { manyText, millionthsOf, shareText } from '../../../shared/rules/world-usage/share.ts'
import { useFormat } from '../../parts/use-format.ts'
import { BarChart } from '../../ui/bar-chart.tsx'
import { Button } from '../../ui/button.tsx'
import { Segmented } from '../../ui/choices.tsx'
import { firstRows, rowsOf, type Sides, type WorldRow } from './world-rows.ts'

/** The world's use and the owner's side by side: bars on one scale, and the same lines as a table. */
export function Comparison({ usage }: { usage: WorldUsage }) {
  const { t } = useTranslation()
  const format = useFormat()
  const [by, setBy] = useState<Sides>('models')
  const [showsAll, setShowsAll] = useState(false)
  const rows = rowsOf(usage, by)
  const first = firstRows(rows)
  const shown = showsAll ? rows : first
  const mix = usage.ranking === null ? 'own' : BigInt(usage.own.total) > 0n ? 'both' : 'world'
  return (
    <section className="sec">
      <h2 className="sec-h items-center">
        {t(`world.mix.${mix}`)}
        <span className="more">
          <Segmented
            label={t('world.by.label')}
            value={by}
            options={(['models', 'makers'] as const).map((each) => ({ value: each, words: t(`world.by.${each}`) }))}
            onChoose={setBy}
          />
        </span>
      </h2>
      <Bars usage={usage} by={by} rows={shown} />
      <Table usage={usage} by={by} rows={shown} />
      {first.length < rows.length && (
        <div className="mt-2">
          <Button look="bare" small aria-expanded={showsAll} onClick={() => setShowsAll(!showsAll)}>
            {t(showsAll ? 'world.fewer' : 'world.all', { number: format.count(rows.length) })}
          </Button>
        </div>
      )}
    </section>
  )
}

/** In `rem`: a few bars do not fill the page. */
const widestBar = 6

type Part = { usage: WorldUsage; by: Sides; rows: readonly WorldRow[] }

/** Which sides there is something to say of, and what each says of a line. */
function useSides({ ranking, own }: WorldUsage) {
  const { t } = useTranslation()
  const { language } = useFormat()
  const total = { world: ranking?.total ?? '0', own: own.total }
  return {
    hasWorld: ranking !== null,
    hasOwn: BigInt(own.total) > 0n,
    total,
    nameOf: ({ kind, name }: WorldRow) => (kind === 'other' ? t('world.other') : name || t('world.nobody')),
    worldOf: ({ world }: WorldRow) =>
      world === null ? t('world.notNamed') : shareText(world, total.world, language, t),
    ownOf: ({ own: used }: WorldRow) => shareText(used, total.own, language, t),
  }
}

function Bars({ usage, by, rows }: Part) {
  const { t } = useTranslation()
  const { hasWorld, hasOwn, total, nameOf, worldOf, ownOf } = useSides(usage)
  const bars = rows.map((row) => {
    const said = [
      ...(hasWorld ? [row.world === null ? worldOf(row) : t('world.ofWorld', { share: worldOf(row) })] : []),
      ...(hasOwn && row.kind === 'named'
        ? [BigInt(row.own) === 0n ? t('world.notAsked') : t('world.ofYours', { share: ownOf(row) })]
        : []),
    ]
    const world = millionthsOf(row.world ?? '0', total.world)
    const own = millionthsOf(row.own, total.own)
    return {
      id: row.id,
      mark: row.kind === 'other' ? t('world.otherMark') : row.mark,
      words: t('world.bar', { name: nameOf(row), what: said.join(' · ') }),
      unsure: 0,
      ...(hasWorld && hasOwn ? { value: own, beside: world } : { value: hasWorld ? world : own }),
    }
  })
  const highest = rows.toSorted((left, right) => share(right) - share(left))[0]
  function share({ world, own }: WorldRow): number {
    return Math.max(millionthsOf(world ?? '0', total.world), millionthsOf(own, total.own))
  }
  if (highest === undefined) return null
  const isOwnHigher = millionthsOf(highest.own, total.own) >= millionthsOf(highest.world ?? '0', total.world)
  return (
    <>
      {hasWorld && hasOwn && (
        <p className="bars-key note">
          <span className="beside">{t('world.columns.world')}</span>
          <span>{t('world.columns.own')}</span>
        </p>
      )}
      <div className="bars-ranked" style={{ maxWidth: `${bars.length * widestBar}rem` }}>
        <BarChart
          label={t(`world.chart.${by}`)}
          top={isOwnHigher ? ownOf(highest) : worldOf(highest)}
          bars={bars}
          hint={t(`world.chart.${by}Hint`)}
        />
      </div>
    </>
  )
}

function Table({ usage, by, rows }: Part) {
  const { t } = useTranslation()
  const { language } = useFormat()
  const { hasWorld, hasOwn, total, nameOf, worldOf, ownOf } = useSides(usage)
  const withMaker = by === 'models'
  const title = t(`world.chart.${by}`)
  const asked = (row: WorldRow) => row.as.map((each) => t('world.asked', each)).join(t('world.and'))
  return (
    <div className="by-room mt-4" role="region" aria-label={title} tabIndex={0}>
      <table className="by marked">
        <thead>
          <tr>
            <th scope="col">{t(`world.columns.${by}`)}</th>
            {withMaker && (
              <th scope="col" className="words wide">
                {t('world.columns.makers')}
              </th>
            )}
            {hasWorld && (
              <>
                <th scope="col" className="wide">
                  {t('world.columns.tokens')}
                </th>
                <th scope="col">{t('world.columns.world')}</th>
              </>
            )}
            {hasOwn && <th scope="col">{t('world.columns.own')}</th>}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row">
                <span className="mark">{row.mark}</span>
                <span>
                  {nameOf(row)}
                  {row.as.length > 0 && <small>{t('world.askedAs', { names: asked(row) })}</small>}
                </span>
              </th>
              {withMaker && <td className="words wide">{row.maker}</td>}
              {hasWorld && (
                <>
                  <td className="wide">{row.world === null ? '' : manyText(row.world, language)}</td>
                  <td className={row.world === null ? 'quiet' : ''}>{worldOf(row)}</td>
                </>
              )}
              {hasOwn && <td>{BigInt(row.own) === 0n ? <None /> : ownOf(row)}</td>}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('world.total')}</th>
            {withMaker && <td className="words wide" />}
            {hasWorld && (
              <>
                <td className="wide">{manyText(total.world, language)}</td>
                <td>{shareText(total.world, total.world, language, t)}</td>
              </>
            )}
            {hasOwn && <td>{shareText(total.own, total.own, language, t)}</td>}
          </tr>
        </tfoot>
      </table>
    </div>
  )
}

function None() {
  const { t } = useTranslation()
  return (
    <span className="quiet">
      <span className="sr">{t('world.none')}</span>
      <span aria-hidden="true">–</span>
    </span>
  )
}

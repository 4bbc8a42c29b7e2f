import { memo } from 'react'
import type { Segment } from '../../../shared/contract/mirror.ts'
import { GrowingMarkdown } from '../../parts/markdown.tsx'
import { lastName } from '../../parts/paths.ts'
import { Icon } from '../../ui/icons.tsx'

/** The stretches of text of a run, each under the document it is about; only the ones that grow are drawn again. */
export function Segments({ segments, writing }: { segments: readonly Segment[]; writing: boolean }) {
  const newest = segments.length - 1
  return segments.map((segment, index) => (
    <OneSegment key={segment.key} segment={segment} writing={writing && index === newest} />
  ))
}

const OneSegment = memo(function OneSegment({ segment, writing }: { segment: Segment; writing: boolean }) {
  return (
    <article className="segment">
      {segment.label !== '' && (
        <h2>
          <Icon name="text" small />
          <span className="cut" title={segment.label}>
            {lastName(segment.label)}
          </span>
        </h2>
      )}
      <div className={writing ? 'doc writing' : 'doc'}>
        {segment.dropped > 0 && <p className="quiet">…</p>}
        <GrowingMarkdown text={segment.text} dropped={segment.dropped} />
      </div>
    </article>
  )
})

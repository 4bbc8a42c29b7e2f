import type { KeyboardCoordinateGetter } from '@dnd-kit/core'

const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }

/**
 * One place up or down for each arrow key: the picked-up step comes to lie right over the middle of the next one, however tall either
 * is.
 *
 * @param order the ids in their order on the page
 */
export function stepByKeys(order: () => readonly string[]): KeyboardCoordinateGetter {
  return (event, { active, context: { over, droppableRects, collisionRect } }) => {
    const by = steps[event.code]
    if (by === undefined || collisionRect === null) return undefined
    event.preventDefault()
    const ids = order()
    const target = ids[ids.indexOf(String(over?.id ?? active)) + by]
    const rect = target === undefined ? undefined : droppableRects.get(target)
    return rect === undefined
      ? undefined
      : { x: collisionRect.left, y: rect.top + (rect.height - collisionRect.height) / 2 }
  }
}

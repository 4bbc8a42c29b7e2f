import { create } from 'zustand'
import { useShallow } from 'zustand/react/shallow'
import type { Mirror } from '../../shared/contract/mirror.ts'

/** Main's truth on the page. Null only before the first snapshot; changed by nothing but the bridge. */
const mirrorStore = create<{ mirror: Mirror | null }>(() => ({ mirror: null }))

/** A part of the mirror; the component is drawn again only when that part changes. Only below the mirror's arrival. */
export function useMirror<Part>(select: (mirror: Mirror) => Part): Part {
  return mirrorStore((state) => select(arrived(state.mirror)))
}

/** A list or an object made from the mirror; the component is drawn again only when one of its members changes. */
export function useMirrorMembers<Members>(select: (mirror: Mirror) => Members): Members {
  return mirrorStore(useShallow((state: { mirror: Mirror | null }) => select(arrived(state.mirror))))
}

/** True once the first snapshot has arrived. */
export function useMirrorArrived(): boolean {
  return mirrorStore((state) => state.mirror !== null)
}

/** True once the first snapshot has arrived, for code outside of drawing. */
export function hasMirrorArrived(): boolean {
  return mirrorStore.getState().mirror !== null
}

/** The mirror at this moment, for code outside of drawing. */
export function readMirror(): Mirror {
  return arrived(mirrorStore.getState().mirror)
}

/**
 * Takes mirrors in as they come and shows the newest once a frame, so that any number of batches costs one drawing.
 * `flush` shows it at once.
 */
export function createFrameShow(schedule: (draw: () => void) => void = (draw) => requestAnimationFrame(draw)): {
  show(mirror: Mirror): void
  flush(): void
} {
  let pending: Mirror | null = null
  const flush = (): void => {
    if (pending === null) return
    const mirror = pending
    pending = null
    mirrorStore.setState({ mirror })
  }
  return {
    show(mirror) {
      if (pending === null) schedule(flush)
      pending = mirror
      if (mirrorStore.getState().mirror === null) flush()
    },
    flush,
  }
}

function arrived(mirror: Mirror | null): Mirror {
  if (mirror === null) throw new Error('the mirror was read before its first snapshot')
  return mirror
}

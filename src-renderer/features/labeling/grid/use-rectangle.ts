import { type PointerEvent as ReactPointerEvent, type RefObject, useRef } from 'react'
import type { LabelingSession } from '../data/labeling-session.ts'
import { chooseAll, emptySelection, moveTo, stretchTo, toggle } from '../logic/selection.ts'
import { type TileLayout, tilesInRectangle } from '../logic/tile-layout.ts'

/** A press that moves less than this is a click. */
const dragThreshold = 5
/** Within this many pixels of the edge a drag scrolls. */
const scrollEdge = 28

interface Drag {
  pointer: number
  /** In the grid's own coordinates, which scroll with it. */
  x: number
  y: number
  index: number | null
  base: ReadonlySet<number>
  moved: boolean
}

/** Choosing with the pointer: click, Ctrl-click, Shift-click, and a rectangle dragged over tiles. */
export function useRectangle(
  session: LabelingSession,
  scroller: RefObject<HTMLDivElement | null>,
  frame: RefObject<HTMLDivElement | null>,
  layout: TileLayout,
) {
  const drag = useRef<Drag | null>(null)

  const place = (event: ReactPointerEvent) => {
    const element = scroller.current
    const box = element?.getBoundingClientRect()
    return {
      x: event.clientX - (box?.left ?? 0),
      y: event.clientY - (box?.top ?? 0) + (element?.scrollTop ?? 0),
    }
  }

  const onPointerDown = (event: ReactPointerEvent<HTMLDivElement>) => {
    const element = scroller.current
    // The scroll bar is inside the element but not over its content.
    if (event.button !== 0 || !element || event.nativeEvent.offsetX > element.clientWidth) return
    const tile = (event.target as Element).closest<HTMLElement>('[data-index]')
    const index = tile ? Number(tile.dataset.index) : null
    const { chosen } = session.view.getState().selection
    const base = event.ctrlKey || event.metaKey ? chosen : emptySelection.chosen
    drag.current = { pointer: event.pointerId, ...place(event), index, base, moved: false }
  }

  const onPointerMove = (event: ReactPointerEvent<HTMLDivElement>) => {
    const current = drag.current
    const element = scroller.current
    if (!current || !element || event.pointerId !== current.pointer) return
    const { x, y } = place(event)
    if (!current.moved && Math.hypot(x - current.x, y - current.y) < dragThreshold) return
    if (!current.moved) element.setPointerCapture(event.pointerId)
    current.moved = true
    const box = element.getBoundingClientRect()
    if (event.clientY > box.bottom - scrollEdge) element.scrollTop += 14
    if (event.clientY < box.top + scrollEdge) element.scrollTop -= 14
    const rectangle = {
      left: Math.min(x, current.x),
      right: Math.max(x, current.x),
      top: Math.min(y, current.y),
      bottom: Math.max(y, current.y),
    }
    draw(frame.current, rectangle)
    const { members } = session.view.getState()
    if (!members) return
    const places = tilesInRectangle(rectangle, layout)
    session.view.setState((state) => ({
      selection: chooseAll(state.selection, places, members.idAt, current.base),
    }))
  }

  const onPointerUp = (event: ReactPointerEvent<HTMLDivElement>) => {
    const current = drag.current
    drag.current = null
    draw(frame.current, null)
    const { members } = session.view.getState()
    if (!current || current.moved || !members) return
    const { index } = current
    session.view.setState(({ selection }) => {
      if (index === null) return { selection: { ...selection, chosen: emptySelection.chosen } }
      if (event.shiftKey) return { selection: stretchTo(selection, index, members.idAt) }
      if (event.ctrlKey || event.metaKey) return { selection: toggle(selection, index, members.idAt) }
      return { selection: moveTo(selection, index) }
    })
  }

  const onPointerCancel = () => {
    drag.current = null
    draw(frame.current, null)
  }

  return { onPointerDown, onPointerMove, onPointerUp, onPointerCancel }
}

function draw(
  frame: HTMLDivElement | null,
  rectangle: { left: number; top: number; right: number; bottom: number } | null,
): void {
  if (!frame) return
  frame.hidden = rectangle === null
  if (!rectangle) return
  frame.style.transform = `translate(${rectangle.left}px, ${rectangle.top}px)`
  frame.style.width = `${rectangle.right - rectangle.left}px`
  frame.style.height = `${rectangle.bottom - rectangle.top}px`
}

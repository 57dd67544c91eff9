/** A rectangle on the desktop, in device-independent pixels. */
export interface Bounds {
  x: number
  y: number
  width: number
  height: number
}

const preferredSize = { width: 1440, height: 900 }
export const minimumSize = { width: 960, height: 640 }

/** So much of a window's width and height must be on a screen for it to count as being there. */
const visibleEnough = 64

/**
 * Where to put the window: where it was, if that is still on a screen, made to fit it whole; else in the middle of
 * the first screen. A window must never open where its screen was last time.
 *
 * @param saved bounds of the last time, or null
 * @param workAreas of the screens that are there now, the primary one first; at least one
 */
export function placeWindow(saved: Bounds | null, workAreas: readonly Bounds[]): Bounds {
  if (saved) {
    const overlaps = workAreas.map((area) => overlap(saved, area))
    const best = overlaps.indexOf(Math.max(...overlaps))
    if (overlaps[best] > 0) return fitInto(saved, workAreas[best])
  }
  const area = workAreas[0]
  const width = Math.min(preferredSize.width, area.width)
  const height = Math.min(preferredSize.height, area.height)
  return {
    x: Math.round(area.x + (area.width - width) / 2),
    y: Math.round(area.y + (area.height - height) / 2),
    width,
    height,
  }
}

/** Whether enough of the window is on a screen to be seen and taken hold of. */
export function isOnScreen(window: Bounds, workAreas: readonly Bounds[]): boolean {
  return workAreas.some((area) => overlap(window, area) > 0)
}

/** Area that both share; 0 where too little of the window would be seen. */
function overlap(window: Bounds, area: Bounds): number {
  const width = Math.min(window.x + window.width, area.x + area.width) - Math.max(window.x, area.x)
  const height = Math.min(window.y + window.height, area.y + area.height) - Math.max(window.y, area.y)
  return width < visibleEnough || height < visibleEnough ? 0 : width * height
}

function fitInto(window: Bounds, area: Bounds): Bounds {
  const width = Math.min(Math.max(window.width, minimumSize.width), area.width)
  const height = Math.min(Math.max(window.height, minimumSize.height), area.height)
  return {
    x: clamp(window.x, area.x, area.x + area.width - width),
    y: clamp(window.y, area.y, area.y + area.height - height),
    width,
    height,
  }
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high)
}

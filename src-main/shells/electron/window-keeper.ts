import { type BrowserWindow, screen } from 'electron'
import { remember } from './small-file.ts'
import type { WindowMemory } from './window-memory.ts'
import { type Bounds, isOnScreen, placeWindow } from './window-placement.ts'

/** So long a window must rest before its place is written: it moves in many small steps. */
const restMs = 500

/** The screens that are there now, the primary one first. */
export function workAreas(): Bounds[] {
  const primary = screen.getPrimaryDisplay()
  const others = screen.getAllDisplays().filter(({ id }) => id !== primary.id)
  return [primary, ...others].map(({ workArea }) => workArea)
}

/**
 * Remembers where a window is, soon after each change, so that a crash does not cost it; and brings it back when its
 * screen is unplugged.
 */
export function keepPlace(window: BrowserWindow, file: string): void {
  let timer: NodeJS.Timeout | undefined
  const write = () => {
    clearTimeout(timer)
    const memory: WindowMemory = {
      bounds: window.getNormalBounds(),
      maximized: window.isMaximized(),
      fullScreen: window.isFullScreen(),
    }
    remember(file, memory)
  }
  const writeSoon = () => {
    clearTimeout(timer)
    timer = setTimeout(write, restMs)
  }
  const comeBack = () => {
    const areas = workAreas()
    // Windows puts minimized windows where no screen is; they come back to where they were.
    const bounds = window.isMinimized() ? window.getNormalBounds() : window.getBounds()
    if (isOnScreen(bounds, areas)) return
    window.setBounds(placeWindow(window.getNormalBounds(), areas))
  }
  window.on('resize', writeSoon)
  window.on('move', writeSoon)
  window.on('maximize', writeSoon)
  window.on('unmaximize', writeSoon)
  window.on('enter-full-screen', writeSoon)
  window.on('leave-full-screen', writeSoon)
  window.on('close', write)
  screen.on('display-removed', comeBack)
  screen.on('display-metrics-changed', comeBack)
  window.on('closed', () => {
    clearTimeout(timer)
    screen.off('display-removed', comeBack)
    screen.off('display-metrics-changed', comeBack)
  })
}

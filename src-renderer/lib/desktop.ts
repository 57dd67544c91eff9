import type { DesktopBridge, MenuCommand } from '../../src-main/contract/desktop.ts'
import { acceleratorsOfMenus } from './accelerators.ts'
import { useLanguage } from './i18n.ts'
import { useKeyBindings } from './key-bindings.ts'
import { useTheme } from './theme.ts'

declare global {
  interface Window {
    /** Only in the desktop shell. */
    fewlabel?: DesktopBridge
  }
}

/** For texts that differ where there is no browser around the window: `t('map:noWebgl.text', { context: shellContext() })`. */
export function shellContext(): 'desktop' | undefined {
  return window.fewlabel ? 'desktop' : undefined
}

/** Tells the system how the window looks, now and after each change, so that frame, menus and dialogs go with it. */
export function keepLookTold(bridge: Pick<DesktopBridge, 'setLook'>): () => void {
  let told = ''
  const tell = () => {
    const look = {
      theme: useTheme.getState().theme,
      language: useLanguage.getState().language,
      keys: acceleratorsOfMenus(),
    }
    const words = JSON.stringify(look)
    if (words === told) return
    told = words
    // The window looks right all the same, and the next change tells everything again.
    bridge.setLook(look).catch(() => {})
  }
  tell()
  const stops = [useTheme.subscribe(tell), useLanguage.subscribe(tell), useKeyBindings.subscribe(tell)]
  return () => {
    for (const stop of stops) stop()
  }
}

/** What is so while somebody chooses from the menus. */
export interface MenuMoment {
  /** The command is offered by what is on screen. */
  offered: boolean
  /** A text field has the focus. */
  inField: boolean
  /** A dialog, menu or list is open above the view. */
  layerOpen: boolean
  projectOpen: boolean
}

/**
 * What becomes of a command from the menus: it is `field`'s own (undo and redo while somebody types), it is `run`, or
 * there is a reason why it cannot be.
 */
export type MenuAnswer = 'field' | 'run' | 'layer' | 'noProject' | 'elsewhere'

export function menuAnswer(command: MenuCommand, moment: MenuMoment): MenuAnswer {
  if (moment.inField && (command === 'undo' || command === 'redo')) return 'field'
  // As with keys: nothing is changed behind a dialog.
  if (moment.layerOpen) return 'layer'
  if (moment.offered) return 'run'
  return moment.projectOpen ? 'elsewhere' : 'noProject'
}

import { useEffect } from 'react'
import type { MenuCommand } from '../../../src-main/contract/desktop.ts'
import { notify } from '../../components/notify.ts'
import { currentCommands } from '../../lib/commands.ts'
import { menuAnswer } from '../../lib/desktop.ts'
import { t } from '../../lib/i18n.ts'
import { isLayerOpen } from '../../lib/key-layers.ts'
import { keyName } from '../../lib/keymap.ts'
import { useLive } from '../../lib/live-state.ts'
import { isTextField } from '../../lib/text-fields.ts'

function runFromMenu(command: MenuCommand): void {
  const offered = currentCommands().find(({ id }) => id === command)
  const answer = menuAnswer(command, {
    offered: offered !== undefined,
    inField: isTextField(document.activeElement),
    layerOpen: isLayerOpen(),
    projectOpen: Boolean(useLive.getState().project),
  })
  if (answer === 'run') offered?.run()
  // Deprecated, and the only way to the field's own steps.
  else if (answer === 'field') document.execCommand(command)
  else {
    notify({
      id: 'menu',
      title: t('frame:menu.waits', { command: keyName(command) }),
      detail: t(`frame:menu.${answer}`),
    })
  }
}

/** Does what is chosen in the system's menus; mounted once. */
export function MenuCommands() {
  useEffect(() => window.fewlabel?.onMenu(runFromMenu), [])
  return null
}

import '@fontsource-variable/inter/wght.css'
import './lib/no-code-from-text.ts'
import './lib/tokens.css'
import './lib/base.css'
import './lib/reduced-motion.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { restoreContrast } from './lib/contrast.ts'
import { keepLookTold } from './lib/desktop.ts'
import { watchDrops } from './lib/drops.ts'
import { restoreLanguage } from './lib/i18n.ts'
import { restoreKeyBindings } from './lib/key-bindings.ts'
import { startLiveState } from './lib/live-state.ts'

import { restoreTheme } from './lib/theme.ts'

restoreLanguage()
restoreTheme()
restoreContrast()
restoreKeyBindings()
watchDrops()
startLiveState()
if (window.fewlabel) keepLookTold(window.fewlabel)

const root = document.getElementById('root')
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  )
}

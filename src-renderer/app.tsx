import { CSPProvider } from '@base-ui/react/csp-provider'
import { Tooltip } from '@base-ui/react/tooltip'
import { QueryClientProvider } from '@tanstack/react-query'
import { useEffect } from 'react'
import styles from './app.module.css'
import { Announcer } from './components/announcer.tsx'
import { FileDialogHost } from './components/file-dialog-host.tsx'
import { Toasts } from './components/toast.tsx'
import { AppFrame } from './features/frame/app-frame.tsx'
import { ConnectionBanner } from './features/frame/connection-banner.tsx'
import { MenuCommands } from './features/frame/menu-commands.tsx'
import { Waiting } from './features/frame/waiting.tsx'
import { DropZone } from './features/import/drop-zone.tsx'
import { ProjectCommands } from './features/projects/project-commands.tsx'
import { StartScreen } from './features/projects/start-screen.tsx'
import { AboutDialog } from './features/settings/about-dialog.tsx'
import { CommandPalette } from './features/settings/command-palette.tsx'
import { KeyHelp } from './features/settings/key-help.tsx'
import { WindowCommands } from './features/settings/window-commands.tsx'
import { useTexts } from './lib/i18n.ts'
import { useLive } from './lib/live-state.ts'
import { queryClient } from './lib/query-client.ts'

export function App() {
  const project = useLive((live) => live.project)
  const name = project?.name
  // Texts are read while drawing: another language draws everything anew, in place, so that no form loses what is in it.
  useTexts()
  useEffect(() => {
    document.title = name ? `${name} – Fewlabel` : 'Fewlabel'
  }, [name])
  return (
    // Base UI's own <style> elements would be blocked by the window's content security policy.
    <CSPProvider disableStyleElements>
      <QueryClientProvider client={queryClient}>
        <Tooltip.Provider>
          <div className={styles.app}>
            <ConnectionBanner />
            {project === undefined && <Waiting />}
            {project === null && <StartScreen />}
            {project && <AppFrame project={project} />}
          </div>
          <WindowCommands />
          <MenuCommands />
          <ProjectCommands />
          <CommandPalette />
          <KeyHelp />
          <AboutDialog />
          <DropZone />
          <FileDialogHost />
          <Toasts />
          <Announcer />
        </Tooltip.Provider>
      </QueryClientProvider>
    </CSPProvider>
  )
}

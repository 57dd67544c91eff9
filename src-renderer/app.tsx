import { CSPProvider } from '@base-ui/react/csp-provider'
import { Tooltip } from '@base-ui/react/tooltip'
import { QueryClientProvider } from '@tanstack/react-query'
import { Announcer } from './components/announcer.tsx'
import { Toasts } from './components/toast.tsx'
import { LabelingView } from './features/labeling/labeling-view.tsx'
import { useLive } from './lib/live-state.ts'
import { queryClient } from './lib/query-client.ts'

export function App() {
  const project = useLive((live) => live.project)
  return (
    // Base UI's own <style> elements would be blocked by the window's content security policy.
    <CSPProvider disableStyleElements>
      <QueryClientProvider client={queryClient}>
        <Tooltip.Provider>
          {project && <LabelingView />}
          <Toasts />
          <Announcer />
        </Tooltip.Provider>
      </QueryClientProvider>
    </CSPProvider>
  )
}

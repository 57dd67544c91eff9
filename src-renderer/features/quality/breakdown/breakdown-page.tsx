import { Page } from '../../../components/page.tsx'
import { t } from '../../../lib/i18n.ts'
import { ClusterHeatPanel } from './cluster-heat-panel.tsx'
import { ConfusionPanel } from './confusion-panel.tsx'
import { DecoderPanel } from './decoder-panel.tsx'
import { GroupPanel } from './group-panel.tsx'

/** What lies behind the report: what is confused with what, where the classes lie, whom the set leaves out. */
export function BreakdownPage() {
  return (
    <Page label={t('quality:view.breakdown')} wide>
      <ConfusionPanel />
      <ClusterHeatPanel />
      <DecoderPanel />
      <GroupPanel />
    </Page>
  )
}

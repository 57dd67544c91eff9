import { useQuery } from '@tanstack/react-query'
import { Button } from '../../components/button.tsx'
import { CopyButton } from '../../components/copy-button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { t } from '../../lib/i18n.ts'
import { useLive } from '../../lib/live-state.ts'
import { trpc } from '../../lib/trpc.ts'
import { AboutFacts } from './about-facts.tsx'
import { aboutReport } from './about-report.ts'
import { showAbout, useAboutPage } from './about-store.ts'
import { NotYet } from './not-yet.tsx'
import { NoticesDialog } from './notices-dialog.tsx'

/** Which Fewlabel this is, what it stands on and where it keeps things; mounted once. */
export function AboutDialog() {
  const { page } = useAboutPage()
  const engine = useLive((live) => live.engine)
  const { data: about, error } = useQuery({
    queryKey: ['shell', 'about'],
    queryFn: () => trpc.shell.about.query(),
    enabled: page !== null,
    staleTime: Number.POSITIVE_INFINITY,
  })
  return (
    <>
      <Dialog
        open={page === 'facts'}
        title={t('settings:about.title')}
        onClose={() => showAbout(null)}
        footer={
          about && (
            <>
              {about.notices && (
                <Button size="s" onClick={() => showAbout('notices')}>
                  {t('settings:about.notices')}
                </Button>
              )}
              <CopyButton text={aboutReport(about, engine)} label={t('settings:about.copy')} />
            </>
          )
        }
      >
        {about ? <AboutFacts about={about} engine={engine} /> : <NotYet error={error} />}
      </Dialog>
      <NoticesDialog open={page === 'notices'} />
    </>
  )
}

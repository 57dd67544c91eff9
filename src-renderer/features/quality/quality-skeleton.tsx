import { Page } from '../../components/page.tsx'
import { Skeleton } from '../../components/skeleton.tsx'
import { t } from '../../lib/i18n.ts'

/** Stands in for the report while it is computed. */
export function QualitySkeleton() {
  return (
    <Page label={t('quality:view.name')} wide>
      <Skeleton height="210px" />
      <Skeleton height="300px" />
      <Skeleton height="260px" />
    </Page>
  )
}

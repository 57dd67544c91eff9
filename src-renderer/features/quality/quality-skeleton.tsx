import { Page } from '../../components/page.tsx'
import { Skeleton } from '../../components/skeleton.tsx'

/** Stands in for the report while it is computed. */
export function QualitySkeleton() {
  return (
    <Page label="Quality" wide>
      <Skeleton height="210px" />
      <Skeleton height="300px" />
      <Skeleton height="260px" />
    </Page>
  )
}

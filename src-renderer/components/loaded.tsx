import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { toErrorDocument } from '../lib/errors.ts'
import { t } from '../lib/i18n.ts'
import { Button } from './button.tsx'
import { ErrorNotice } from './error-notice.tsx'
import { Skeleton } from './skeleton.tsx'

/** What was asked for, or why it is not there. */
export function Loaded<Data>({
  query,
  children,
}: {
  query: Pick<UseQueryResult<Data>, 'data' | 'error' | 'refetch'>
  children: (data: Data) => ReactNode
}) {
  const { data, error, refetch } = query
  if (data !== undefined) return children(data)
  if (!error) return <Skeleton height="180px" />
  return (
    <ErrorNotice
      error={toErrorDocument(error)}
      actions={
        <Button size="s" onClick={() => void refetch()}>
          {t('tryAgain')}
        </Button>
      }
    />
  )
}

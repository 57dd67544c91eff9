import { ChevronLeft, ChevronRight } from 'lucide-react'
import { IconButton } from '../../../components/icon-button.tsx'
import { t } from '../../../lib/i18n.ts'
import styles from './pager.module.css'

export interface PagerProps {
  first: number
  perPage: number
  total: number
  onChange: (first: number) => void
}

/** Goes through what is too much for one page; nothing where it is not. */
export function Pager({ first, perPage, total, onChange }: PagerProps) {
  if (total <= perPage) return null
  const last = Math.min(total, first + perPage)
  return (
    <div className={styles.pager}>
      <IconButton
        size="s"
        label={t('quality:breakdown.before')}
        icon={<ChevronLeft size={15} />}
        disabled={first === 0}
        onClick={() => onChange(Math.max(0, first - perPage))}
      />
      <span role="status">{t('quality:breakdown.page', { first: first + 1, last, total })}</span>
      <IconButton
        size="s"
        label={t('quality:breakdown.after')}
        icon={<ChevronRight size={15} />}
        disabled={last >= total}
        onClick={() => onChange(first + perPage)}
      />
    </div>
  )
}

import type { Agreement } from '../../../src-main/contract/agreement.ts'
import { t } from '../../lib/i18n.ts'
import { figureNote, figureValue } from './figure-words.ts'
import styles from './team.module.css'

/** Cohen's κ of everybody with everybody; the darker, the closer. */
export function PairMatrix({ pairs }: { pairs: Agreement['pairs'] }) {
  const people = [...new Set(pairs.flatMap(({ first, second }) => [first, second]))]
  const between = (a: string, b: string) =>
    pairs.find(({ first, second }) => (first === a && second === b) || (first === b && second === a))
  return (
    <div className={styles.scroll}>
      <table className={styles.matrix}>
        <caption className={styles.caption}>{t('team:pairs.title')}</caption>
        <thead>
          <tr>
            <td />
            {people.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {people.map((row) => (
            <tr key={row}>
              <th scope="row">{row}</th>
              {people.map((column) => {
                const pair = row === column ? undefined : between(row, column)
                if (!pair) return <td key={column} className={styles.self} />
                const value = figureValue(pair.kappa, 'coefficient')
                const share = pair.kappa.state === 'known' ? Math.max(0, pair.kappa.value) : 0
                return (
                  <td
                    key={column}
                    title={t('team:pairs.cell', {
                      count: pair.samples,
                      note: figureNote(pair.kappa, 'coefficient'),
                    })}
                    style={{ '--share': `${Math.round(share * 30)}%` } as React.CSSProperties}
                  >
                    {value ?? '–'}
                    <span className={styles.count}>{t('team:pairs.samples', { count: pair.samples })}</span>
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

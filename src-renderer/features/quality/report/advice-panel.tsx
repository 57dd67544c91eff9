import { Check, Minus } from 'lucide-react'
import type { StopAdvice } from '../../../../src-main/contract/quality.ts'
import { Panel } from '../../../components/panel.tsx'
import { VisuallyHidden } from '../../../components/visually-hidden.tsx'
import { t } from '../../../lib/i18n.ts'
import { adviceSentence, ruleWords } from '../logic/quality-words.ts'
import styles from './advice-panel.module.css'

/** Whether to stop, with every rule the advice rests on. */
export function AdvicePanel({ advice }: { advice: StopAdvice }) {
  return (
    <Panel title={t('quality:advice.title')} detail={t('quality:advice.detail')}>
      <p className={styles.advice} data-stop={advice.stop || undefined}>
        {adviceSentence(advice)}
      </p>
      <ul className={styles.rules}>
        {advice.rules.map((rule) => {
          const { name, value, needs } = ruleWords(rule)
          return (
            <li key={rule.rule} className={styles.rule}>
              <span className={styles.mark} data-met={rule.met || undefined}>
                {rule.met ? (
                  <Check size={13} strokeWidth={2.5} aria-hidden="true" />
                ) : (
                  <Minus size={13} aria-hidden="true" />
                )}
                <VisuallyHidden>
                  {rule.met ? t('quality:advice.isMet') : t('quality:advice.isNotMet')}
                </VisuallyHidden>
              </span>
              <span className={styles.name}>{name}</span>
              <span className={styles.value}>
                {value} <span className={styles.needs}>{needs}</span>
              </span>
            </li>
          )
        })}
      </ul>
    </Panel>
  )
}

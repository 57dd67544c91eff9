import { useEffect, useState } from 'react'
import type { PeekedSample } from '../../../src-main/contract/desk.ts'
import { Skeleton } from '../../components/skeleton.tsx'
import { t } from '../../lib/i18n.ts'
import { TextFace } from '../sample/text-face.tsx'
import styles from './first-samples.module.css'

export interface FirstSamplesProps {
  /** Undefined while they are being read. */
  samples: PeekedSample[] | undefined
}

/** The first samples as they would come in, so that letters that lie on their side are seen before the import. */
export function FirstSamples({ samples }: FirstSamplesProps) {
  if (!samples) return <Skeleton height="110px" />
  if (samples.length === 0) return <p className={styles.none}>{t('data:peek.none')}</p>
  const texts = samples.some(({ text }) => text !== null)
  return (
    <section aria-label={t('data:peek.title')}>
      <h3 className={styles.title}>{t('data:peek.title')}</h3>
      <ul className={styles.strip} data-texts={texts ? '' : undefined}>
        {samples.map((sample) => (
          <li key={sample.name} className={styles.sample} title={sample.name}>
            <span className={styles.face}>
              {sample.text === null ? <Picture sample={sample} /> : <TextFace text={sample.text} />}
            </span>
            <span className={styles.classes}>{sample.classes.join(', ')}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Picture({ sample: { name, picture } }: { sample: PeekedSample }) {
  const [address, setAddress] = useState<string>()
  useEffect(() => {
    const bytes = Uint8Array.from(atob(picture.data), (character) => character.charCodeAt(0))
    const made = URL.createObjectURL(new Blob([bytes], { type: picture.mediaType }))
    setAddress(made)
    return () => URL.revokeObjectURL(made)
  }, [picture])
  return <img className={styles.picture} src={address} alt={name} />
}

import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { ImportRequest } from '../../../src-main/contract/data.ts'
import type { PeekedSample } from '../../../src-main/contract/desk.ts'
import { Skeleton } from '../../components/skeleton.tsx'
import { t } from '../../lib/i18n.ts'
import { trpc } from '../../lib/trpc.ts'
import { TextFace } from '../sample/text-face.tsx'
import styles from './first-samples.module.css'

export interface FirstSamplesProps {
  /** A request that the source has been looked into with. */
  request: ImportRequest
}

/** The first samples as they would come in, so that letters that lie on their side are seen before the import. */
export function FirstSamples({ request }: FirstSamplesProps) {
  const query = useQuery<PeekedSample[]>({
    queryKey: ['desk', 'peek', request],
    queryFn: ({ signal }) => trpc.desk.peek.query(request, { signal }),
    placeholderData: (previous, last) =>
      (last?.queryKey[2] as ImportRequest | undefined)?.source === request.source ? previous : undefined,
    retry: false,
    gcTime: 0,
  })
  // What is wrong with the source is told by the preview, or by the import of the samples that are.
  if (query.isError) return null
  if (!query.data) return <Skeleton height="92px" />
  if (query.data.length === 0) return <p className={styles.none}>{t('data:peek.none')}</p>
  return (
    <section aria-label={t('data:peek.title')}>
      <h3 className={styles.title}>{t('data:peek.title')}</h3>
      <ul className={styles.strip}>
        {query.data.map((sample) => (
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

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { thumbnailUrl } from '../../../lib/pictures.ts'
import { Picture } from '../../sample/sample-picture.tsx'
import { TextFace } from '../../sample/text-face.tsx'
import { useClusterText } from '../../sample/use-cluster-text.ts'
import { reasonQuery } from '../data/queries.ts'
import { usePrototypes } from '../data/use-prototypes.ts'
import styles from './cluster-picture.module.css'

export interface ClusterPictureProps {
  component: number
  /** Side in CSS pixels. */
  size: number
}

/** What the model draws for a cluster; its most typical member where there is no such picture, or where it is a text. */
export function ClusterPicture({ component, size }: ClusterPictureProps) {
  const text = useClusterText(component)
  const prototype = usePrototypes()(component)
  const [broken, setBroken] = useState<string | null>(null)
  const missing = prototype === null || (prototype !== undefined && prototype === broken)
  const { data } = useQuery({ ...reasonQuery(component), enabled: missing })
  const member = data?.mostTypical ? thumbnailUrl(data.mostTypical) : null
  const src = missing ? member : prototype
  return (
    <span className={styles.frame} style={{ width: size, height: size }}>
      {text && <TextFace text={text} />}
      {text === null && src && <Picture src={src} onError={() => setBroken(src)} />}
    </span>
  )
}

import type { SampleView } from '../../../src-main/contract/labeling.ts'
import { SamplePicture } from './sample-picture.tsx'

export interface SampleFaceProps {
  id: number
  /** Where it is at hand; without it, text is asked for. */
  view?: SampleView
  /** For screen readers; empty where what is around it names the sample. */
  alt?: string
}

/** A sample as small as a tile: its picture, the beginning of its text, or its profile. Fills its box. */
export function SampleFace({ id, alt }: SampleFaceProps) {
  return <SamplePicture id={id} alt={alt} />
}

import { SamplePicture } from './sample-picture.tsx'

export interface SampleStageProps {
  id: number
  /** For screen readers. */
  alt?: string
  /** Not shown: what the model makes of it, as for a question of the audit. */
  blind?: boolean
}

/** A sample as large as there is room: the picture to zoom into, the text to read, or the profile. Fills its box. */
export function SampleStage({ id, alt }: SampleStageProps) {
  return <SamplePicture id={id} large alt={alt} />
}

import { useQuery } from '@tanstack/react-query'
import type { SampleView } from '../../../src-main/contract/labeling.ts'
import { useLive } from '../../lib/live-state.ts'
import { trpc } from '../../lib/trpc.ts'
import { SamplePicture } from './sample-picture.tsx'
import { TextFace } from './text-face.tsx'

export interface SampleFaceProps {
  id: number
  /** Where it is at hand; without it, a text has to be asked for. */
  view?: Pick<SampleView, 'text'>
  /** For screen readers; empty where what is around it names the sample. */
  alt?: string
}

/** A sample as small as a tile: its picture, the beginning of its text, or its profile. Fills its box. */
export function SampleFace({ id, view, alt }: SampleFaceProps) {
  const isVector = useLive((live) => live.project?.inputShape?.kind === 'vector')
  if (view) return view.text === null ? <SamplePicture id={id} alt={alt} /> : <TextFace text={view.text} />
  return isVector ? <AskedFace id={id} alt={alt} /> : <SamplePicture id={id} alt={alt} />
}

function AskedFace({ id, alt }: { id: number; alt?: string }) {
  const { data: text } = useQuery({
    queryKey: ['samples', 'text', id],
    queryFn: async () => (await trpc.labeling.samples.query({ ids: [id] }))[0].text,
    staleTime: Number.POSITIVE_INFINITY,
  })
  if (text === undefined) return null
  return text === null ? <SamplePicture id={id} alt={alt} /> : <TextFace text={text} />
}

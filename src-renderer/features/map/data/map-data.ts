import KDBush from 'kdbush'
import type { ErrorDocument } from '../../../../src-main/contract/errors.ts'
import { MapMarks } from '../logic/marks.ts'

/** Where the samples of a run lie [count · 2]. @throws Error when the host has no such map */
export async function fetchPlaces(runId: number): Promise<Float32Array> {
  return new Float32Array(await bytesOf(await fetch(`/map/${runId}/points`)))
}

/** What is known of every sample now. @throws Error when the host does not answer */
export async function fetchMarks(): Promise<MapMarks> {
  const response = await fetch('/map/marks')
  const bytes = new Uint8Array(await bytesOf(response))
  return new MapMarks(bytes, JSON.parse(response.headers.get('x-annotators') ?? '[]'))
}

async function bytesOf(response: Response): Promise<ArrayBuffer> {
  if (response.ok) return response.arrayBuffer()
  const answer = (await response.json().catch(() => null)) as { error: ErrorDocument } | null
  throw new Error(answer?.error.message ?? `${response.status} ${response.statusText}`)
}

/** An index of places, built in a thread of its own: for a hundred thousand of them it takes longer than a frame. */
export function indexPlaces(places: Float32Array): Promise<KDBush> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./index-worker.ts', import.meta.url), { type: 'module' })
    worker.onmessage = ({ data }: MessageEvent<ArrayBuffer>) => {
      resolve(KDBush.from(data))
      worker.terminate()
    }
    worker.onerror = ({ message }) => {
      reject(new Error(message))
      worker.terminate()
    }
    worker.postMessage(places)
  })
}

/** Entry of the thread that indexes places; see map-data.ts. */
import KDBush from 'kdbush'

self.onmessage = ({ data: places }: MessageEvent<Float32Array>) => {
  const index = new KDBush(places.length / 2, 64, Float32Array)
  for (let at = 0; at < places.length; at += 2) index.add(places[at], places[at + 1])
  index.finish()
  const data = index.data as ArrayBuffer
  self.postMessage(data, { transfer: [data] })
}

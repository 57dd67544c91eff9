import { BroadcastChannel } from 'node:worker_threads'
import * as tf from '@tensorflow/tfjs-core'
import '../gradient-worker.ts'

/** The thread of gradient-worker.ts, which tells its number of tensors to whoever asks on the channel "tensors". */

const channel = new BroadcastChannel('tensors')
channel.onmessage = ({ data }: { data: unknown }) => {
  if (data === 'count') channel.postMessage(tf.memory().numTensors)
}

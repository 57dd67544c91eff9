import { parentPort, workerData } from 'node:worker_threads'
import { loadBackend } from '../../src-main/engine/backend.ts'
import { type PeakTask, timeProducts } from './matmul-peak.ts'

const { products, seconds } = workerData as PeakTask
await loadBackend('wasm')
parentPort?.postMessage(timeProducts(products, seconds))

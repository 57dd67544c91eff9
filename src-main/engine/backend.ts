import { createRequire } from 'node:module'
import { dirname, sep } from 'node:path'
import util from 'node:util'
import { setWasmPaths, version_wasm as wasmVersion } from '@tensorflow/tfjs-backend-wasm'
import * as tf from '@tensorflow/tfjs-core'
import { FewlabelError } from '../contract/errors.ts'
import type { EngineBackend } from '../contract/training.ts'
import { registerFusedKernels } from '../model/fused-kernels.ts'
import { type NodeBackend, nativeKernels } from './native-kernels.ts'
import { checkNativeFiles, NativeFilesChanged } from './native-manifest.ts'
import type { EnginePreference } from './protocol.ts'
import { type WasmBackend, wasmKernels } from './wasm-kernels.ts'

/** The backend that runs all tensors of this process from now on. */
export interface LoadedBackend {
  backend: EngineBackend
  /** Version of the library that computes: TensorFlow's, or the WebAssembly backend's. */
  version: string
  /** One sentence for people: which one runs, and why it is not the faster one. */
  reason: string
}

/** How each backend is brought up; returns its version or throws. Replaced in tests. */
export interface BackendLoaders {
  native: () => Promise<string>
  wasm: () => Promise<string>
}

/**
 * Brings TensorFlow up in this process: native where it loads, else WebAssembly.
 *
 * Registers no gradients: every layer of the model brings its own (see model/layers.ts).
 *
 * @param nativeProblem known reason not to try native at all (it took the process with it before)
 * @throws FewlabelError engine-unavailable when the chosen backend does not load
 */
export async function loadBackend(
  preference: EnginePreference,
  nativeProblem: string | null = null,
  loaders: BackendLoaders = { native: loadNative, wasm: loadWasm },
): Promise<LoadedBackend> {
  if (preference === 'wasm') return loadWasmBecause('as chosen', loaders)
  const native = nativeProblem ? { problem: nativeProblem } : await tryNative(loaders)
  if ('version' in native) {
    return {
      backend: 'native',
      version: native.version,
      reason: `TensorFlow ${native.version} on the processor`,
    }
  }
  if (preference === 'auto') return loadWasmBecause(`because ${native.problem}`, loaders)
  throw new FewlabelError('engine-unavailable', `The native engine cannot run: ${native.problem}.`, {
    expected: 'native TensorFlow',
    found: native.problem,
    remedy:
      'Choose the engine "auto" or "wasm". Native TensorFlow comes back with a new installation of Fewlabel, or in a checkout with "node scripts/setup-native.mjs --retry".',
  })
}

async function tryNative(loaders: BackendLoaders): Promise<{ version: string } | { problem: string }> {
  try {
    return { version: await loaders.native() }
  } catch (error) {
    return { problem: nativeProblemOf(error) }
  }
}

async function loadWasmBecause(why: string, loaders: BackendLoaders): Promise<LoadedBackend> {
  try {
    return { backend: 'wasm', version: await loaders.wasm(), reason: `WebAssembly, ${why}` }
  } catch (error) {
    throw new FewlabelError(
      'engine-unavailable',
      `The WebAssembly engine cannot run: ${firstLine(error)}`,
      { expected: 'WebAssembly', found: firstLine(error), remedy: 'Install Fewlabel again.' },
      { cause: error },
    )
  }
}

/*
 * Settings of TensorFlow's, read when its library loads; what is set already stays.
 *
 * Threads are left to TensorFlow (one per core). Measured on 2 cores, TensorFlow 2.21, a 256×784·784×512 product and a
 * chain of five such products, means over 2–3 s, interleaved, other work on the machine:
 *   default 90–130 GFLOP/s and 9–11 ms; TF_NUM_INTRAOP_THREADS=1 64 and 14–16 ms; =2, =4 and
 *   TF_NUM_INTEROP_THREADS=1 as the default; TF_ENABLE_ONEDNN_OPTS=0 61–86 and 13–20 ms; WebAssembly 27 and 37 ms.
 * oneDNN is off by default on some systems, so it is switched on. Bfloat16 products (TF_SET_ONEDNN_FPMATH_MODE=BF16)
 * reach 170–190 GFLOP/s where the processor has AMX, but with three digits only: not for everybody.
 */
const tensorflowSettings: Record<string, string> = { TF_ENABLE_ONEDNN_OPTS: '1', TF_CPP_MIN_LOG_LEVEL: '2' }

async function loadNative(): Promise<string> {
  await checkNativeFiles()
  for (const [name, value] of Object.entries(tensorflowSettings)) process.env[name] ??= value
  // tfjs-node 4.22 calls it in places; gone since Node 23.
  const legacy = util as { isNullOrUndefined?: (value: unknown) => boolean }
  legacy.isNullOrUndefined ??= (value) => value === null || value === undefined
  await import('@tensorflow/tfjs-node')
  await activate('tensorflow')
  const backend = tf.backend() as unknown as NodeBackend
  registerFusedKernels('tensorflow', nativeKernels(backend))
  return backend.binding.TF_Version
}

async function loadWasm(): Promise<string> {
  const packageFolder = dirname(
    createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm/package.json'),
  )
  setWasmPaths(`${packageFolder}${sep}dist${sep}`)
  const listeners = watchedEvents.map((event) => process.listeners(event as 'uncaughtException'))
  await activate('wasm')
  registerFusedKernels('wasm', wasmKernels(tf.backend() as unknown as WasmBackend))
  // Emscripten's start-up code adds handlers that throw again and so end the process before it can say why.
  watchedEvents.forEach((event, index) => {
    process.removeAllListeners(event)
    for (const listener of listeners[index]) process.on(event as 'uncaughtException', listener)
  })
  return wasmVersion
}

const watchedEvents = ['uncaughtException', 'unhandledRejection']

/** Makes a backend the current one and proves it with a product. */
async function activate(name: string): Promise<void> {
  // Without it every operation checks its result for NaN and argument types again.
  tf.enableProdMode()
  if (!(await tf.setBackend(name))) throw new Error(`the backend "${name}" does not start`)
  await tf.ready()
  const product = tf.tidy(() => tf.matMul([[1, 2]], [[3], [4]]).dataSync()[0])
  if (product !== 11) throw new Error(`the backend "${name}" computes 1·3 + 2·4 = ${product}`)
}

function nativeProblemOf(error: unknown): string {
  const line = firstLine(error)
  if (error instanceof NativeFilesChanged) return line
  const code = (error as NodeJS.ErrnoException | undefined)?.code
  if (code?.endsWith('MODULE_NOT_FOUND') && line.includes('tfjs-node')) {
    return 'native TensorFlow is not installed'
  }
  if (line.includes('native addon module')) return 'native TensorFlow is not set up on this machine'
  return `native TensorFlow does not load (${line})`
}

function firstLine(error: unknown): string {
  const text =
    error instanceof Error ? error.message : ((error as { message?: string })?.message ?? String(error))
  return text.split('\n')[0].trim()
}

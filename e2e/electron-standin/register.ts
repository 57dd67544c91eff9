import { isMainThread } from 'node:worker_threads'

// Threads that the program starts load this as well; in Electron they are plain Node, and so they are here.
if (isMainThread) await import('./main-process.ts')

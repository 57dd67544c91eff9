import { FewlabelError } from '../contract/errors.ts'

/** @param final it will not be started again */
export function crash(found: string, final: boolean): FewlabelError {
  return final
    ? new FewlabelError('engine-crashed', 'The engine ended unexpectedly time and again.', {
        found,
        remedy: 'Close other programs to free memory or choose the engine "wasm", then start it again.',
      })
    : new FewlabelError('engine-crashed', 'The engine ended unexpectedly.', {
        found,
        remedy: 'It is started again; resume the training from its last checkpoint.',
      })
}

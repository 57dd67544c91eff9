import { FewlabelError } from '../contract/errors.ts'

/** Takes what opening an original threw, and throws what a person can act on. */
export function missingOriginal(path: string): (cause: unknown) => never {
  return (cause) => {
    throw new FewlabelError(
      'source-not-found',
      'The original of a sample is not where it was.',
      { file: path, remedy: 'Re-link the folder it was moved to, then export again.' },
      { cause },
    )
  }
}

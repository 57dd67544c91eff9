import { createHash } from 'node:crypto'
import type { Project } from '../project/project.ts'

const pageSize = 4096

/**
 * SHA-256 over people's labels, so that anybody who has them can see that they are the ones a datasheet is about: UTF-8,
 * one line for each labeled sample that is not excluded, in the order of import: identifier, tab, name of the class,
 * line feed.
 */
export function labelsDigest({ labels, samples, classes }: Project): string {
  const { labels: given, excluded } = labels.current()
  const nameOf = new Map(classes.list().map(({ id, name }) => [id, name]))
  const hash = createHash('sha256')
  for (let first = 0; first < given.length; first += pageSize) {
    const end = Math.min(given.length, first + pageSize)
    let any = false
    for (let ordinal = first; ordinal < end && !any; ordinal++) any = given[ordinal] !== 0
    if (!any) continue
    for (const { id, externalId } of samples.metaRange(first, end - first)) {
      if (given[id - 1] === 0 || excluded[id - 1] !== 0) continue
      hash.update(`${externalId}\t${nameOf.get(given[id - 1]) ?? ''}\n`)
    }
  }
  return hash.digest('hex')
}

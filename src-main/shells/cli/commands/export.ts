import { readFile } from 'node:fs/promises'
import { extname } from 'node:path'
import type { OpenProject } from '../../../app/open-project.ts'
import { FewlabelError } from '../../../contract/errors.ts'
import {
  type CroissantFacts,
  croissantFactsSchema,
  type ExportFormat,
  type ExportRequest,
  exportRequestSchema,
} from '../../../contract/export.ts'
import type { CommandOptions } from '../command-options.ts'
import { formatCount, formatDuration, plural } from '../formatting.ts'
import { type Session, withProject } from '../session.ts'

/** `fewlabel export`: writes the labeled set, whole or not at all. */
export async function exportCommand(session: Session, options: CommandOptions['export']): Promise<void> {
  const { file } = options
  const croissant = options.croissant === undefined ? null : await readFacts(options.croissant)
  await withProject(session, { command: 'export', file, create: 'never' }, async ({ project }) => {
    await project.ready()
    const { report, io } = session
    const started = performance.now()
    const written = await project.exports.run(
      { ...requestOf(project, options), croissant },
      ({ done, total }) => {
        const seconds = (performance.now() - started) / 1000
        report.progress.show(
          'Exporting',
          `${formatCount(done)} of ${formatCount(total)}`,
          `${formatCount(done / seconds)}/s`,
          done > 0 ? `${formatDuration(((total - done) * seconds) / done)} left` : null,
        )
      },
      io.signal,
    )
    const { human, bulk, model } = written.bySource
    report.result(written, [
      `${plural(written.rows, 'row')} written to ${written.out} in ${formatDuration(written.seconds)}`,
      `${formatCount(human)} labeled one by one, ${formatCount(bulk)} in bulk, ${formatCount(model)} by the model`,
      ...written.parts.map(({ name, rows }) => `${name}: ${plural(rows, 'row')}`),
      ...(written.excluded > 0 ? [`${plural(written.excluded, 'sample')} left out: excluded by people`] : []),
      ...written.notices,
    ])
  })
}

function requestOf({ store }: OpenProject, options: CommandOptions['export']): ExportRequest {
  const { out, format = formatOf(out), annotators, clusters, split, splitSeed } = options
  const { minConfidence, withSamples, overwrite, stratify, groupDuplicates } = options
  const snapshot = options.snapshot === undefined ? null : store.snapshots.find(options.snapshot)
  const known = snapshot?.facts.classes ?? store.classes.list()
  return exportRequestSchema.parse({
    format,
    out,
    sources: options.humansOnly ? ['human', 'bulk'] : options.sources,
    minConfidence,
    filter: { classIds: options.classes?.map((name) => classNamed(name, known)), annotators, clusters },
    split: split ? { parts: split, seed: splitSeed, stratify, groupDuplicates } : null,
    withSamples,
    snapshotId: snapshot?.id ?? null,
    overwrite,
  })
}

function classNamed(name: string, known: readonly { id: number; name: string }[]): number {
  const found = known.find((other) => other.name.toLowerCase() === name.toLowerCase())
  if (found) return found.id
  throw new FewlabelError('class-not-found', `There is no class "${name}" in the project.`, {
    expected: known
      .slice(0, 20)
      .map((other) => other.name)
      .join(', '),
  })
}

async function readFacts(file: string): Promise<CroissantFacts> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new FewlabelError(
      'source-not-found',
      'The facts for Croissant cannot be read.',
      { file },
      { cause },
    )
  })
  const expected = 'a JSON object with name, description, license (URL), url and creator'
  try {
    const parsed = croissantFactsSchema.safeParse(JSON.parse(text))
    if (parsed.success) return parsed.data
    const [issue] = parsed.error.issues
    throw new FewlabelError('source-mismatch', 'Facts for Croissant are missing, or not as they must be.', {
      file,
      expected,
      found: `${issue.path.join('.') || 'the whole'}: ${issue.message}`,
    })
  } catch (error) {
    if (error instanceof FewlabelError) throw error
    throw new FewlabelError(
      'source-damaged',
      'The facts for Croissant are not JSON.',
      { file, expected },
      { cause: error },
    )
  }
}

const formatsByEnding: Readonly<Record<string, ExportFormat>> = {
  '.csv': 'csv',
  '.jsonl': 'jsonl',
  '.ndjson': 'jsonl',
  '.parquet': 'parquet',
  '.npz': 'npz',
  '': 'folder',
}

/** The format that the ending of the target stands for; a name without one is a folder. */
export function formatOf(out: string): ExportFormat {
  const format = formatsByEnding[extname(out).toLowerCase()]
  if (format) return format
  throw new FewlabelError('bad-request', 'What to write cannot be told from the name.', {
    expected: 'a name that ends in .csv, .jsonl, .parquet or .npz, or a folder',
    found: out,
    remedy: 'Say it with --format.',
  })
}

import { join } from 'node:path'
import { writeExport } from '../write-export.ts'
import { exampleJob, exampleRows } from './example-job.ts'

/*
 * node export-until-killed.ts FOLDER: exports without end, until it is killed; each time a new file, a new folder, and one
 * file over and over.
 */

const [folder] = process.argv.slice(2)
for (let n = 0; ; n++) {
  const rows = () => ({ rows: exampleRows(100 + n), total: 100 + n })
  await writeExport(exampleJob({ format: 'csv', out: join(folder, `new-${n}.csv`) }, rows()))
  await writeExport(exampleJob({ format: 'folder', out: join(folder, `set-${n}`) }, { rows: exampleRows(5) }))
  await writeExport(exampleJob({ format: 'csv', out: join(folder, 'same.csv'), overwrite: true }, rows()))
  if (n === 0) process.stdout.write('exporting\n')
}

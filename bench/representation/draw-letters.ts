// `node bench/representation/draw-letters.ts FOLDER [COUNT]`: writes drawn letters as IDX files, for experiment.py.
import { mkdirSync } from 'node:fs'
import { writeLetters } from '../idx-file.ts'

const [folder, count = '5000'] = process.argv.slice(2)
if (!folder) throw new Error('Say where to: draw-letters.ts FOLDER [COUNT]')
mkdirSync(folder, { recursive: true })
await writeLetters(folder, Number(count))

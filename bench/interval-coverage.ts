// `node bench/interval-coverage.ts [--draws N]`: how often the 95 % intervals of src-main/quality/accuracy-estimate.ts hold
// the truth in projects that are made up, by how the confidences mislead and by how many audit samples there are. Also how
// wide they are, in relation to the interval of the audit samples alone. Where `auditsNeeded` and `doubt` come from.
import { parseArgs } from 'node:util'
import { auditsNeeded, estimateAccuracy } from '../src-main/quality/accuracy-estimate.ts'
import { type ConfidenceKind, confidenceKinds, generateAudits } from '../src-main/quality/generated-audits.ts'

const accuracies = [0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995]
const auditCounts = [10, 15, 20, 30, 50, 100, 200]
const projectsEach = 10
const samples = 4000

interface Cell {
  kind: ConfidenceKind
  audits: number
  accuracy: number
  /** Draws whose audit was enough for a number. */
  known: number
  covered: number
  /** Sums over them. */
  width: number
  widthAlone: number
}

const { values } = parseArgs({ options: { draws: { type: 'string', default: '400' } } })
const draws = Number(values.draws)
const cells = confidenceKinds.flatMap((kind) => accuracies.flatMap((accuracy) => measure(kind, accuracy)))
console.log(
  `share of 95 % intervals that hold the truth, in %; ${draws} draws per cell; from ${auditsNeeded} audits on`,
)
printTable('mean (worst) over accuracies .6 to .995', (cell) => cell.covered / cell.known, true)
printTable('width in relation to audits alone', (cell) => cell.width / cell.widthAlone, false)
const rates = cells.filter(({ known }) => known > 0).map(({ covered, known }) => covered / known)
const all = rates.reduce((sum, rate) => sum + rate, 0) / rates.length
console.log(`\nall ${rates.length} cells: mean ${percent(all)}, least ${percent(Math.min(...rates))}`)

function measure(kind: ConfidenceKind, accuracy: number): Cell[] {
  const row = auditCounts.map((audits) => ({
    kind,
    audits,
    accuracy,
    known: 0,
    covered: 0,
    width: 0,
    widthAlone: 0,
  }))
  for (let project = 1; project <= projectsEach; project += 1) {
    const draw = generateAudits({ count: samples, accuracy, kind, seed: 1000 * project + accuracy * 997 })
    for (const cell of row) {
      for (let i = 0; i < draws / projectsEach; i += 1)
        addDraw(cell, draw({ audits: cell.audits, seed: project * 10_000 + i }))
    }
  }
  return row
}

function addDraw(cell: Cell, { audit, rest, truth }: ReturnType<ReturnType<typeof generateAudits>>): void {
  const estimate = estimateAccuracy(audit, rest)
  if (estimate.state !== 'known') return
  const rounding = 1e-9
  cell.known += 1
  if (estimate.low <= truth + rounding && truth <= estimate.high + rounding) cell.covered += 1
  cell.width += estimate.high - estimate.low
  const alone = estimateAccuracy({ ...audit, confidence: new Float32Array(cell.audits) }, rest)
  if (alone.state === 'known') cell.widthAlone += alone.high - alone.low
}

function printTable(title: string, rate: (cell: Cell) => number, worst: boolean): void {
  console.log(`\n${title}`)
  console.log(['audits'.padEnd(12), ...auditCounts.map((audits) => String(audits).padStart(14))].join(''))
  for (const kind of confidenceKinds) {
    const entries = auditCounts.map((audits) => {
      const known = cells.filter((cell) => cell.kind === kind && cell.audits === audits && cell.known > 0)
      if (known.length === 0) return '–'
      const rates = known.map(rate)
      const mean = percent(rates.reduce((sum, value) => sum + value, 0) / rates.length)
      return worst ? `${mean} (${percent(Math.min(...rates))})` : mean
    })
    console.log([kind.padEnd(12), ...entries.map((entry) => entry.padStart(14))].join(''))
  }
}

function percent(share: number): string {
  return (100 * share).toFixed(1)
}

import { describe, expect, it } from 'vitest'
import {
  agreementSums,
  classAlpha,
  cohenKappa,
  fleissKappa,
  krippendorffAlpha,
  type PairCell,
  pairAgreement,
  percentAgreement,
  specificAgreement,
} from './agreement-coefficients.ts'

/** Rows of people, a column per sample, a digit per class, a point where somebody said nothing. */
function columnsOf(rows: readonly string[]): number[][] {
  return Array.from(rows[0], (_, at) => rows.flatMap((row) => (row[at] === '.' ? [] : [Number(row[at])])))
}

function sumsOf(rows: readonly string[], classes: number) {
  const samples = columnsOf(rows)
    .filter((said) => said.length > 1)
    .map((said) => {
      const own = [...new Set(said)]
      return {
        classes: own,
        counts: own.map((one) => said.filter((other) => other === one).length),
        total: said.length,
      }
    })
  return agreementSums(samples, classes)
}

function cellsOf(first: string, second: string): PairCell[] {
  return Array.from(first, (one, at) => ({ first: Number(one), second: Number(second[at]) })).filter(
    (cell) => !Number.isNaN(cell.first) && !Number.isNaN(cell.second),
  )
}

const ones = (cells: readonly PairCell[]) => new Float64Array(cells.length).fill(1)

/** Drawn at random; the figures are those of the Python packages krippendorff 0.9.0 and scikit-learn 1.9.1. */
const peers = [
  {
    rows: ['112222200002', '121012200102', '011222200202'],
    alpha: 0.453125,
    kappas: [0.375, 0.5909090909, 0.375],
    classAlphas: [0.6354166667, 0.21875, 0.453125],
  },
  {
    rows: ['2.121121002..21', '21.20121......1', '.0.2.121002.2.1', '22.10.21002.00.'],
    alpha: 0.5929791271,
    kappas: [0.75, 1, 0.5, 0.7, 0.4545454545, 0.4146341463],
    classAlphas: [0.5109717868, 0.6666666667, 0.59375],
  },
  {
    rows: ['22131.30230040341103', '22331303400.44301102'],
    alpha: 0.453125,
    kappas: [0.439688716],
    classAlphas: [0.2798353909, 0.8275862069, 0.6111111111, 0.2798353909, 0.3225806452],
  },
  {
    rows: ['0..0..1101', '00100..1.1', '0.1.0.111.', '10100111.0', '.00.0.1100'],
    alpha: 0.5034722222,
    kappas: [
      1, 0.5, 0.1666666667, 0.5, 1, 0.4166666667, 0.2857142857, 0.5454545455, 0.2857142857, 0.6666666667,
    ],
    classAlphas: [0.5034722222, 0.5034722222],
  },
]

describe('figures of agreement', () => {
  it.each(peers)('are those of other programs: $rows', ({ rows, alpha, kappas, classAlphas }) => {
    const sums = sumsOf(rows, classAlphas.length)
    expect(krippendorffAlpha(sums)).toBeCloseTo(alpha, 9)
    classAlphas.forEach((expected, own) => {
      expect(classAlpha(sums, own)).toBeCloseTo(expected, 9)
    })
    const found = rows.flatMap((row, at) =>
      rows.slice(at + 1).map((other) => {
        const cells = cellsOf(row, other)
        return cohenKappa(cells, ones(cells))
      }),
    )
    expect(found).toHaveLength(kappas.length)
    found.forEach((kappa, at) => {
      expect(kappa).toBeCloseTo(kappas[at], 9)
    })
  })

  it.each([
    // Krippendorff 2011, “Computing Krippendorff's Alpha-Reliability”, C: 12 samples, 4 people.
    { rows: ['123321412...', '1233224125.3', '.3332342251.', '12332441251.'], alpha: 0.743 },
    // The example of Krippendorff's “Content Analysis” with three people.
    { rows: ['.....34121133.3', '1.213343.......', '..21344.21133.4'], alpha: 0.691 },
  ])('has the α of published examples: $alpha', ({ rows, alpha }) => {
    expect(krippendorffAlpha(sumsOf(rows, 6))).toBeCloseTo(alpha, 3)
  })

  it('has the κ of Fleiss’ own kind of table: 14 people, 10 samples, 5 classes', () => {
    const table = [
      [0, 0, 0, 0, 14],
      [0, 2, 6, 4, 2],
      [0, 0, 3, 5, 6],
      [0, 3, 9, 2, 0],
      [2, 2, 8, 1, 1],
      [7, 7, 0, 0, 0],
      [3, 2, 6, 3, 0],
      [2, 5, 3, 2, 2],
      [6, 5, 2, 1, 0],
      [0, 2, 2, 3, 7],
    ]
    const samples = table.map((counts) => ({ classes: [0, 1, 2, 3, 4], counts, total: 14 }))
    const sums = agreementSums(samples, 5)
    expect(percentAgreement(sums)).toBeCloseTo(0.378, 3)
    expect(fleissKappa(sums)).toBeCloseTo(0.21, 3)
  })

  it('has Cohen’s κ of the textbook table', () => {
    const cells = [
      { first: 0, second: 0 },
      { first: 0, second: 1 },
      { first: 1, second: 0 },
      { first: 1, second: 1 },
    ]
    expect(cohenKappa(cells, [20, 5, 10, 15])).toBeCloseTo(0.4, 12)
    expect(pairAgreement(cells, [20, 5, 10, 15])).toBeCloseTo(0.7, 12)
  })

  it('tells how often others say a class, too', () => {
    const sums = sumsOf(['1102', '1122'], 3)
    expect(specificAgreement(sums, 1)).toBe(1)
    // Two of the three labels 2 stand beside another 2.
    expect(specificAgreement(sums, 2)).toBeCloseTo(2 / 3, 12)
    expect(specificAgreement(sums, 0)).toBe(0)
  })

  it('tells nothing from nothing, and nothing from one class', () => {
    const nothing = agreementSums([], 2)
    expect([percentAgreement(nothing), fleissKappa(nothing), krippendorffAlpha(nothing)]).toEqual([
      null,
      null,
      null,
    ])
    const same = sumsOf(['111', '111'], 2)
    expect([fleissKappa(same), krippendorffAlpha(same), classAlpha(same, 1)]).toEqual([null, null, null])
    expect(percentAgreement(same)).toBe(1)
    const cells = cellsOf('111', '111')
    expect(cohenKappa(cells, ones(cells))).toBeNull()
    expect(cohenKappa([], [])).toBeNull()
  })
})

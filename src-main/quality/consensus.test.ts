import { expect, test } from 'vitest'
import { fresh, label, labelings, samples, truth } from '../decoder/decoder-examples.ts'
import { verdictsOf } from './consensus.ts'

const decoder = label(fresh('graph'), labelings[3])
const open = samples.filter((sample) => !labelings[3].includes(sample))

test('two against one decide, the more clearly the better they are known', () => {
  const opinions = (right: number) => [
    { annotator: 'anna', classIndex: right },
    { annotator: 'ben', classIndex: right },
    { annotator: 'carl', classIndex: (right + 1) % 3 },
  ]
  const shared = open.slice(0, 12).map((sample) => ({ sample, opinions: opinions(truth[sample]) }))
  const alone = verdictsOf(shared.slice(0, 1), decoder)
  const known = verdictsOf(shared, decoder)
  expect(known.map(({ classIndex }) => classIndex)).toEqual(shared.map(({ sample }) => truth[sample]))
  expect(known[0].weight).toBeGreaterThanOrEqual(alone[0].weight)
  expect(known.every(({ weight }) => weight > 0 && weight <= 1)).toBe(true)
})

test('with one against one the decoder tips the scales', () => {
  const sure = open.find((sample) => Math.max(...decoder.probabilities(sample)) > 0.9) as number
  const said = decoder.probabilities(sure)
  const best = said.indexOf(Math.max(...said))
  const opinions = [
    { annotator: 'anna', classIndex: (best + 1) % 3 },
    { annotator: 'ben', classIndex: best },
  ]
  expect(verdictsOf([{ sample: sure, opinions }], decoder)[0].classIndex).toBe(best)
})

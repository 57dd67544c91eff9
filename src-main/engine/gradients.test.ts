import { beforeAll, describe, expect, it } from 'vitest'
import { gradientCases, largestGradientError } from '../model/testing/gradient-cases.ts'
import { loadForTest, testedEngines } from './testing/engines.ts'

describe.each(testedEngines)(
  'on the %s engine, the gradients are those of central differences:',
  (engine) => {
    let problem: string | null

    beforeAll(async () => {
      problem = await loadForTest(engine)
    })

    it.for(gradientCases)('$name', ({ error }, { skip }) => {
      if (problem) skip(problem)
      expect(error()).toBeLessThan(largestGradientError)
    })
  },
)

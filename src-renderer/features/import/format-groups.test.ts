import { expect, it } from 'vitest'
import { importFormats } from '../../../src-main/contract/data.ts'
import { formatGroups } from './format-groups.ts'

it('shows every format that can be read, once', () => {
  expect(formatGroups.flatMap(({ formats }) => [...formats]).sort()).toEqual([...importFormats].sort())
})

import { beforeEach, describe, expect, it, vi } from 'vitest'
import { SampleStore } from '../logic/sample-store.ts'
import { blankSample } from '../testing/blank-sample.ts'
import { MemberList } from './member-list.ts'

/** The host's order of the cluster; tests change it between requests, as labels do. */
let order: number[] = []
let refuse = false

vi.mock('../../../lib/trpc.ts', () => ({
  trpc: {
    labeling: {
      samples: { query: async ({ ids }: { ids: number[] }) => ids.map(sample) },
      cluster: {
        query: async ({ component, offset, limit }: { component: number; offset: number; limit: number }) => {
          if (refuse) throw new Error('no answer')
          return {
            component,
            total: order.length,
            samples: order.slice(offset, offset + limit).map(sample),
            reason: { kind: 'random' },
          }
        },
      },
    },
  },
}))

const sample = (id: number) => blankSample(id, { component: 4, responsibility: 1 })

const places = (members: MemberList) => order.map((_, index) => members.idAt(index))

describe('MemberList', () => {
  let members: MemberList
  beforeEach(() => {
    refuse = false
    order = Array.from({ length: 250 }, (_, index) => index + 1)
    members = new MemberList(
      { kind: 'cluster', component: 4, order: 'borderline', hideExcluded: false },
      new SampleStore(),
    )
  })

  it('fetches the pages that are looked at, each once', async () => {
    await members.load(0, 20)
    expect(members.getState().total).toBe(250)
    expect(members.idAt(99)).toBe(100)
    expect(members.idAt(100)).toBeUndefined()
    await members.load(90, 240)
    expect(places(members)).toEqual(order)
    expect(members.indexOf(250)).toBe(249)
    expect(members.indexOf(999)).toBe(-1)
  })

  it('shows every sample once though the order moved between two pages', async () => {
    await members.load(0, 20)
    // Sample 1 was labeled: it is the last now, and sample 101 slipped onto the first page.
    order = [...order.slice(1), 1]
    await members.load(0, 249)
    const shown = places(members)
    expect(new Set(shown)).toEqual(new Set(order))
    expect(shown.slice(0, 100)).toEqual(Array.from({ length: 100 }, (_, index) => index + 1))
  })

  it('tells of a failure and tries again when it is asked to', async () => {
    refuse = true
    await members.load(0, 20)
    expect(members.getState()).toMatchObject({ total: null, error: expect.any(Error) })
    refuse = false
    await members.load(0, 20)
    expect(members.getState()).toEqual({ total: 250, error: null })
  })

  it('shows samples picked elsewhere in their order, and asks only for those not known', async () => {
    const samples = new SampleStore()
    samples.put([{ ...sample(7), externalId: 'known' }], samples.mark())
    const picked = new MemberList({ kind: 'picked', ids: [9, 7, 8], title: null }, samples)
    expect(picked.component).toBeNull()
    expect(picked.getState().total).toBe(3)
    expect([0, 1, 2].map(picked.idAt)).toEqual([9, 7, 8])
    await picked.load(0, 2)
    expect(samples.get(9)?.view.externalId).toBe('s9')
    expect(samples.get(7)?.view.externalId).toBe('known')
  })
})

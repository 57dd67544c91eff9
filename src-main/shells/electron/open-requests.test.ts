import { expect, it, vi } from 'vitest'
import { OpenRequests, projectsOfSecondStart } from './open-requests.ts'

const soon = () => new Promise((resolve) => setImmediate(resolve))

it('keeps what comes early, and hands on together what comes together', async () => {
  const requests = new OpenRequests(['/a'])
  requests.add(['/b'])
  const open = vi.fn()
  requests.serve(open)
  expect(open).toHaveBeenLastCalledWith(['/a', '/b'])
  requests.add(['/c'])
  requests.add(['/d', '/c'])
  await soon()
  expect(open.mock.calls.slice(1)).toEqual([[['/c', '/d']]])
  requests.add([])
  await soon()
  expect(open).toHaveBeenCalledTimes(2)
})

it('takes of a second start what has the right form', () => {
  for (const data of [null, 'x', 7, {}, { projects: null }, { projects: '/a' }, { project: '/a' }]) {
    expect(projectsOfSecondStart(data)).toEqual([])
  }
  expect(projectsOfSecondStart({ projects: ['/a', 7, '/b'] })).toEqual(['/a', '/b'])
})

it('opens nothing where nothing was named', () => {
  const open = vi.fn()
  new OpenRequests([]).serve(open)
  expect(open).not.toHaveBeenCalled()
})

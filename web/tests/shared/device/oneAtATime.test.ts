import { expect, it } from 'vitest'
import { oneAtATime } from '../../../src/shared/device/oneAtATime'

const soon = () => new Promise((resolve) => setTimeout(resolve))

/** Work of which each round ends when it is told to. */
function rounds() {
  const ends: ((error?: Error) => void)[] = []
  const work = () => new Promise<void>((resolve, reject) => ends.push((error) => (error ? reject(error) : resolve())))
  return { ends, work }
}

it('does once what nobody asks for meanwhile', async () => {
  const { ends, work } = rounds()
  const done = oneAtATime()(work)
  ends[0]!()
  await done
  expect(ends).toHaveLength(1)
})

it('does once more what was asked for meanwhile, however often, and never twice at the same time', async () => {
  const { ends, work } = rounds()
  const inTurn = oneAtATime()
  const asked = [inTurn(work), inTurn(work), inTurn(work)]
  await soon()
  expect(ends).toHaveLength(1)
  ends[0]!()
  await soon()
  expect(ends).toHaveLength(2)
  ends[1]!()
  await Promise.all(asked)
  expect(ends).toHaveLength(2)
})

it('begins anew after it has failed', async () => {
  const { ends, work } = rounds()
  const inTurn = oneAtATime()
  const first = inTurn(work)
  ends[0]!(new Error('no network'))
  await expect(first).rejects.toThrow('no network')
  const second = inTurn(work)
  ends[1]!()
  await second
  expect(ends).toHaveLength(2)
})

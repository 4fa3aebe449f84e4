import { beforeEach, describe, expect, it, vi } from 'vitest'

const [EAST, WEST, NORTH] = [{ number: 1, name: '东门' }, { number: 2, name: '西门' }, { number: 3, name: '北门' }]
const venueById = vi.fn()
const change = vi.fn()
vi.mock('../../src/venue/state/venues', () => ({ venueById, change }))
const { doorNameFault, keepDoors, withDoor, withRenamed, withoutDoor } = await import('../../src/venue/state/doors')

beforeEach(() => {
  venueById.mockResolvedValue({ doors: [EAST, WEST, NORTH] })
  change.mockReset().mockImplementation(async (_: string, { doors }) => ({ doors }))
})

describe('the doors of a venue', () => {
  it('keep their numbers when one is added, taken off or called otherwise', () => {
    expect(withDoor([EAST], ' 南门 ')).toEqual([EAST, { name: '南门' }])
    expect(withoutDoor([EAST, WEST], 1)).toEqual([WEST])
    expect(withRenamed([EAST, WEST], 1, ' 东大门 ')).toEqual([{ number: 1, name: '东大门' }, WEST])
  })

  it('are changed as they are now: what another manager added stays', async () => {
    expect(await keepDoors('v', (doors) => withRenamed(doors, 1, '东大门'))).toEqual([{ number: 1, name: '东大门' }, WEST, NORTH])
    expect(change).toHaveBeenCalledWith('v', { doors: [{ number: 1, name: '东大门' }, WEST, NORTH] })
  })

  it('one that is gone is not made again: the API is asked for its number', () => {
    expect(withRenamed([EAST], 2, '西大门')).toEqual([EAST, { number: 2, name: '西大门' }])
  })

  it.each([
    ['', 0, 'doors.nameEmpty'],
    [' 东门', 0, 'doors.nameTwice'],
    ['东门', 2, 'doors.nameTwice'],
    ['东门', 1, ''],
    ['南门', 0, ''],
  ])('%s for %s: %s', (name, number, fault) => {
    expect(doorNameFault([EAST, WEST], name, number)).toBe(fault)
  })
})

import { line } from '../../shared/text/kinds'
import type { Venue } from '../../shared/api/types'
import { change, venueById } from './venues'

export type Door = Venue['doors'][number]
/** As it is sent: a number keeps the door that has it, without one a door is new. */
export type WantedDoor = { number?: number; name: string }

export const withDoor = (doors: readonly Door[], name: string): WantedDoor[] => [...doors, { name: line(name) }]
export const withoutDoor = (doors: readonly Door[], number: number): WantedDoor[] => doors.filter((door) => door.number !== number)

/** The same doors, one of them called otherwise. One that is gone by now is asked for all the same: the API says so. */
export function withRenamed(doors: readonly Door[], number: number, name: string): WantedDoor[] {
  const renamed = { number, name: line(name) }
  return doors.some((door) => door.number === number) ? doors.map((door) => (door.number === number ? renamed : door)) : [...doors, renamed]
}

/** Key of the sentence against a name, for a new door or for the one of that number; empty where it may be called so. */
export function doorNameFault(doors: readonly Door[], name: string, number = 0): '' | 'doors.nameEmpty' | 'doors.nameTwice' {
  if (!line(name)) return 'doors.nameEmpty'
  return doors.some((door) => door.number !== number && door.name === line(name)) ? 'doors.nameTwice' : ''
}

/** Changes the doors as they are now, not as this page saw them last: another manager may have added one. Raises Problem, NoAnswer. */
export async function keepDoors(id: string, edit: (doors: readonly Door[]) => WantedDoor[]): Promise<Door[]> {
  return (await change(id, { doors: edit((await venueById(id)).doors) })).doors
}

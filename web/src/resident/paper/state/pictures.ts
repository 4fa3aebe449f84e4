import { Problem } from '../../../shared/api/problem'
import type { Person } from '../../../shared/api/types'
import { api } from '../../account/state/account'

export interface Printed {
  person: Person
  /** The address of the picture in this page; null where there is no code, or it did not come. */
  picture: string | null
  /** Whether it did not come: there may be a code all the same. */
  missed: boolean
}

/** The picture of each one's code, as copies; who has none yet stays without. */
export async function picturesOf(people: Person[]): Promise<Printed[]> {
  const zone = encodeURIComponent(new Intl.DateTimeFormat().resolvedOptions().timeZone)
  const of = async (person: Person): Promise<Printed> => {
    const scheme = person.schemes?.includes('domestic') ? 'domestic' : 'international'
    try {
      const picture = await api.file(`/people/${person.id}/code.png?scheme=${scheme}&timezone=${zone}`, 'image/png')
      return { person, picture: URL.createObjectURL(picture), missed: false }
    } catch (error) {
      return { person, picture: null, missed: !(error instanceof Problem && error.code === 'no_code') }
    }
  }
  return Promise.all(people.map(of))
}

export const forgetPictures = (printed: Printed[]): void => printed.forEach(({ picture }) => picture && URL.revokeObjectURL(picture))

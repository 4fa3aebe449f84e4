import type { Person } from '../../../shared/api/types'
import { api } from '../../account/state/account'

export interface Printed {
  person: Person
  /** The address of the picture in this page; null where there is no code, or it did not come. */
  picture: string | null
}

/** The picture of each one's code, as copies; who has none yet stays without. */
export async function picturesOf(people: Person[]): Promise<Printed[]> {
  const zone = encodeURIComponent(new Intl.DateTimeFormat().resolvedOptions().timeZone)
  const of = async (person: Person): Promise<Printed> => {
    const scheme = person.schemes?.includes('domestic') ? 'domestic' : 'international'
    const picture = await api.file(`/people/${person.id}/code.png?scheme=${scheme}&timezone=${zone}`, 'image/png').catch(() => null)
    return { person, picture: picture && URL.createObjectURL(picture) }
  }
  return Promise.all(people.map(of))
}

export const forgetPictures = (printed: Printed[]): void => printed.forEach(({ picture }) => picture && URL.revokeObjectURL(picture))

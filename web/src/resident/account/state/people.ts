import { computed, ref, shallowRef } from 'vue'
import type { Person } from '../../../shared/api/types'
import { personal } from '../../../shared/storage/local'
import { api, onClear } from './account'

/** The people of this account, kept on the device so that a code can be shown with its name and no network. */
export const people = shallowRef<Person[]>(personal.load('people', []))
export const selectedId = ref<string | null>(personal.load('selected', null))
export const peopleKnown = ref(people.value.length > 0)

export const selected = computed(
  () => people.value.find((person) => person.id === selectedId.value) ?? people.value[0] ?? null,
)

export function selectPerson(id: string): void {
  selectedId.value = id
  personal.save('selected', id)
}

export function setPeople(list: Person[]): void {
  people.value = [...list].sort((a, b) => Number(b.relation === 'self') - Number(a.relation === 'self'))
  peopleKnown.value = true
  personal.save('people', people.value.map(forDevice))
}

/** Only what the code screen shows is kept: no full name, no number, no address. */
function forDevice(person: Person): Person {
  const { id, relation, entry, schemes, residence, certification, number_fixed, name_fixed, name_masked, waiting, document } = person
  return { id, relation, entry, schemes, residence, certification, number_fixed, name_fixed, name_masked, waiting, document: { type: document.type, last4: document.last4 } }
}

export const displayName = (person: Person): string => person.name_masked

/** The whole name where the API has just told it, for people who know each other; the masked one otherwise. */
export const familyName = (person: Person): string => person.name ?? displayName(person)

export const lastFour = (person: Person): string => person.document.last4

/** The masked name; two of one family may be masked alike, and their documents' last characters tell them apart. */
export const distinctName = (person: Person): string => distinct(person, displayName)

/** The same as the family knows it, on their own phone. */
export const distinctFamilyName = (person: Person): string => distinct(person, familyName)

function distinct(person: Person, nameOf: (person: Person) => string): string {
  const name = nameOf(person)
  const alike = people.value.filter((other) => nameOf(other) === name).length > 1
  return alike ? `${name} ${lastFour(person)}` : name
}

export async function refreshPeople(): Promise<void> {
  setPeople((await api.get('/people')).items)
}

onClear(() => {
  people.value = []
  peopleKnown.value = false
  selectedId.value = null
})

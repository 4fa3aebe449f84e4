import { computed } from 'vue'
import { signedIn } from '../../account/state/account'
import { people } from '../../account/state/people'
import { codes } from '../../code/state/codes'

/** Somebody who is logged in, or whose code is kept here: they have a menu. */
export const known = computed(() => signedIn.value || Object.keys(codes).length > 0)

/** A traveller's journey takes the place of the help, which is a tap further then: five places fit a narrow phone. */
const travels = computed(() => people.value.some((person) => person.schemes?.includes('international')))

const ALL = ['code', 'travel', 'history', 'messages', 'me', 'help'] as const

/** The screens in the menu, in their order; none for a guest. */
export const menu = computed(() => (known.value ? ALL.filter((name) => name !== (travels.value ? 'help' : 'travel')) : []))

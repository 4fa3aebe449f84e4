import { partWords } from '../words'

/** The words about proofs, logins and undoing a change; they come with the part that needs them. */
export const accountWords = partWords('account')

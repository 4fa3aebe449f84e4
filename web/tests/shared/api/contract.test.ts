import { describe, expectTypeOf, it } from 'vitest'
import { ApiClient } from '../../../src/shared/api/client'
import type { Answer, Body } from '../../../src/shared/api/contract'
import type { AskedPhoto, Code, NewDeclaration, PeopleList, Venue } from '../../../src/shared/api/generated'

/** Held by the type checker (`npm run check`): a line marked as an error that is none fails there. */
describe('the contract', () => {
  const id: string = 'p'
  const api = new ApiClient({ base: async () => '', language: () => 'en', fetch: async () => new Response(null, { status: 204 }) })

  it('says what a path answers and takes, with its variable pieces and its query', () => {
    expectTypeOf<Answer<'/people', 'get'>>().toEqualTypeOf<PeopleList>()
    expectTypeOf<Answer<`/people/${string}/code?scheme=international`, 'get'>>().toEqualTypeOf<Code>()
    expectTypeOf<Answer<`/people/${string}/photos`, 'post'>>().toEqualTypeOf<AskedPhoto>()
    expectTypeOf<Answer<'/login/sessions', 'delete'>>().toEqualTypeOf<undefined>()
    expectTypeOf<Body<`/people/${string}/declarations`, 'post'>>().toEqualTypeOf<NewDeclaration>()
    expectTypeOf(api.get(`/venues/${id}`)).resolves.toEqualTypeOf<Venue>()
  })

  it('has no path, method or body that the API does not have', async () => {
    // @ts-expect-error: no such path
    await api.get(`/people/${id}/nothing`)
    // @ts-expect-error: not with this method
    await api.put(`/people/${id}/code`)
    // @ts-expect-error: a mistyped piece is no variable one
    await api.get(`/peopel/${id}/code`)
    // @ts-expect-error: a body without what is required
    await api.post(`/people/${id}/declarations`, { temperature: 36.5 })
    // @ts-expect-error: a word that the API does not know
    await api.put('/me/preferences', { language: 'de' })
  })
})

import 'fake-indexeddb/auto'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope } from 'vue'
import { leaveDevice, logOut, onClear, session } from '../../../src/resident/account/state/account'
import { people, selectPerson, selectedId, setPeople } from '../../../src/resident/account/state/people'
import { codes, keepCode } from '../../../src/resident/code/state/codes'
import { chooseScheme, schemeOf } from '../../../src/resident/code/state/schemes'
import { declare, lastDeclaration, waiting } from '../../../src/resident/declare/state/declarations'
import { bind, standings } from '../../../src/resident/live/state/binding'
import { challenge, requestCode } from '../../../src/resident/login/state/login'
import { journeyCode, refreshJourney } from '../../../src/resident/traveller/state/journeys'
import { photos, refreshPhotos, sendPhoto, uploads } from '../../../src/resident/traveller/state/uploads'
import { keepArrival } from '../../../src/resident/visits/state/arrival'
import { keyFor } from '../../../src/shared/api/idempotency'
import { rememberRegion } from '../../../src/shared/places/regions'
import { DRAWERS, type Drawer, countKept, fetchKept, keep } from '../../../src/shared/storage/database'
import { useDraft } from '../../../src/shared/storage/drafts'
import { keepProof } from '../../../src/resident/account/state/proof'
import { forgetAll } from '../../../src/shared/storage/forgetAll'
import { keepTicket } from '../../../src/resident/login/state/ticket'
import { keepWanted } from '../../../src/resident/login/state/wanted'
import { PERSONAL, personal, personalTab, settings, settingsTab, takeOverEarlier } from '../../../src/shared/storage/local'
import { aCode, aDeclaration, aPerson, aPhoto, someTokens } from '../../support/shapes'

const ANSWERS: [RegExp, unknown][] = [
  [/refresh$/, someTokens(3)],
  [/login\/codes$/, { challenge_id: 'c1', resend_after: 60 }],
  [/\/code\b/, aCode({ scheme: 'international' })],
  [/declarations\?/, { items: [aDeclaration()] }],
  [/photos\?/, { items: [aPhoto('received')] }],
  [/device$/, { thumbprint: 't' }],
]
let reached = true
vi.spyOn(navigator, 'onLine', 'get').mockImplementation(() => reached)

beforeEach(() => {
  localStorage.clear()
  sessionStorage.clear()
  reached = true
  vi.stubGlobal('fetch', async (url: string, { method }: RequestInit) => {
    const answer = ANSWERS.find(([path]) => path.test(String(url)))
    if (!reached || (method === 'POST' && /photos$/.test(String(url)))) throw new TypeError('network')
    return new Response(JSON.stringify(answer?.[1] ?? { api: '' }))
  })
  vi.stubGlobal('URL', Object.assign(URL, { createObjectURL: () => 'blob:x', revokeObjectURL: () => undefined }))
})

const names = (storage: Storage, prefix = 'kangma.') => Object.keys(storage).filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length)).sort()
const personalNames = () => [...names(localStorage, 'kangma.me.'), ...names(sessionStorage, 'kangma.me.')]

/** Somebody logs in, declares, travels, and leaves things half done: all that the pages keep of a person is kept then. */
async function aBusyDay(): Promise<void> {
  await requestCode('+8613800000000')
  session.begin(someTokens(1))
  keepProof({ proof: 'p1', proof_expires_at: '2020-03-12T10:10:00+08:00' })
  personal.save('session.rotation', { refresh_token: 'refresh1', key: 'k' })
  setPeople([aPerson()])
  selectPerson('p')
  keepCode(aCode())
  chooseScheme('p', 'domestic')
  rememberRegion({ code: '630102', names: ['青海省', '西宁市', '城东区'] })
  keepArrival('venue')
  keepWanted('#/history')
  personalTab.save('away', { platform: 'wechat', verifier: 'v' })
  personalTab.save('agreeing', 'v')
  keepTicket({ platform: 'wechat', ticket: 't', verifier: 'v', until: Date.now() + 1000 })
  keyFor('appeal.p', { category: 'other' })
  effectScope().run(() => useDraft('apply', () => ({ name: '' })).form.name = '张三')
  await bind('p')
  await refreshJourney('p')
  await lastDeclaration('p')
  await refreshPhotos('p')
  await sendPhoto('p', 'passport', new Blob(['x']))
  reached = false
  await declare('p', {} as never)
}

describe('logging out', () => {
  it('finds every name kept that the list knows, and others only for drafts and keys', async () => {
    await aBusyDay()
    const families = personalNames().filter((name) => /^(draft|key)\./.test(name))
    expect(families).toEqual(['draft.apply', 'key.appeal.p', 'key.declaration.p'])
    expect(personalNames().filter((name) => !families.includes(name)).sort()).toEqual([...PERSONAL].sort())
  })

  it('leaves nothing of the person on the device', async () => {
    await aBusyDay()
    await logOut()
    expect(personalNames()).toEqual([])
    expect(await countKept('photos')).toBe(0)
  })

  it('leaves nothing in memory that could be kept again', async () => {
    await aBusyDay()
    await logOut()
    const held = { people: people.value, selected: selectedId.value, codes, waiting, standings, uploads, photos, challenge: challenge.value }
    expect(held).toEqual({ people: [], selected: null, codes: {}, waiting: {}, standings: {}, uploads: {}, photos: {}, challenge: null })
    expect([schemeOf('p'), journeyCode('p')]).toEqual([undefined, undefined])
    session.begin(someTokens(2))
    expect(await lastDeclaration('p')).toBeNull()
  })

  it('tells every part that has something in memory', async () => {
    const told = vi.fn()
    onClear(told)
    await leaveDevice()
    expect(told).toHaveBeenCalledOnce()
  })
})

describe('what is nobody’s', () => {
  it('stays: language, size of letters, the gate’s login and the post’s venue', async () => {
    settings.save('language', 'en')
    settings.save('large', true)
    settings.save('staff', { refresh_token: 'g' })
    settings.save('gate.venue', 'v1')
    settingsTab.save('reloaded', 1)
    personal.save('selected', 'p')
    personalTab.save('arrival', 'x')
    await forgetAll()
    expect([names(localStorage), names(sessionStorage)]).toEqual([['gate.venue', 'language', 'large', 'staff'], ['reloaded']])
  })

  it('stays in its drawers: the phone’s key, and the checks that a gate still has to tell of', async () => {
    for (const drawer of DRAWERS) await keep(drawer, 'one', drawer)
    await forgetAll()
    const left = await Promise.all(DRAWERS.map((drawer: Drawer) => fetchKept(drawer, 'one')))
    expect(left).toEqual(['keys', 'gate', 'checks', 'confirmed', undefined])
  })
})

describe('what an earlier version kept', () => {
  it('is found under its new name, and goes with the rest', async () => {
    localStorage.setItem('kangma.session', '{"refresh_token":"r"}')
    localStorage.setItem('kangma.draft.apply', '{"name":"A"}')
    localStorage.setItem('kangma.language', '"en"')
    localStorage.setItem('others.session', '1')
    takeOverEarlier()
    expect(Object.keys(localStorage).sort()).toEqual(['kangma.language', 'kangma.me.draft.apply', 'kangma.me.session', 'others.session'])
    expect(personal.load('draft.apply', null)).toEqual({ name: 'A' })
    await forgetAll()
    expect(Object.keys(localStorage).sort()).toEqual(['kangma.language', 'others.session'])
  })
})

/** Every source file under a folder, by its path. */
function sources(folder: string): [string, string][] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry): [string, string][] => {
    const path = join(folder, entry.name)
    return entry.isDirectory() ? sources(path) : [[path, readFileSync(path, 'utf8')]]
  })
}

describe('the pages', () => {
  it('keep things through shared/storage alone, where each name is listed; the gate keeps its own files too', () => {
    const direct = sources('src').filter(([, text]) => /\b(localStorage|sessionStorage|indexedDB|caches)\s*\.|document\.cookie/.test(text))
    // What runs before everything else has nothing to go through.
    expect(direct.map(([path]) => path).sort()).toEqual(['src/gate/offline/page.ts', 'src/resident/boot.js', 'src/shared/storage/database.ts', 'src/shared/storage/local.ts'])
  })
})

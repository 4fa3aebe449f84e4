import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createApp } from 'vue'
import english from '../../../src/resident/region/messages/en'
import chinese from '../../../src/resident/region/messages/zh-CN'
import NearMe from '../../../src/resident/region/parts/NearMe.vue'
import { chooseLocale, startI18n } from '../../../src/shared/i18n'

type Answer = { at: [lat: number, lon: number] } | { code: number }

/** A phone that answers so, once somebody allows or refuses it. */
function phone(answer: Answer): void {
  const getCurrentPosition = (done: PositionCallback, fail: PositionErrorCallback) => {
    if ('code' in answer) return fail({ code: answer.code } as GeolocationPositionError)
    done({ coords: { latitude: answer.at[0], longitude: answer.at[1], accuracy: 10 } } as GeolocationPosition)
  }
  Object.defineProperty(navigator, 'geolocation', { value: { getCurrentPosition }, configurable: true })
}

function shown(): { place: HTMLElement; picked: string[] } {
  const [place, picked] = [document.createElement('div'), [] as string[]]
  createApp(NearMe, { onPick: ({ code }: { code: string }) => picked.push(code) }).mount(place)
  return { place, picked }
}

async function asked(answer: Answer) {
  phone(answer)
  const found = shown()
  found.place.querySelector<HTMLElement>('[data-test="near-me"]')!.click()
  await vi.waitFor(() => expect(found.place.querySelector('[data-test="near-found"], [data-test="near-fault"]')).toBeTruthy())
  return found
}

beforeEach(async () => {
  await startI18n({ 'zh-CN': async () => ({ default: chinese }), en: async () => ({ default: english }) })
  await chooseLocale('en')
})
afterEach(() => Reflect.deleteProperty(navigator, 'geolocation'))

describe('what is near me', () => {
  it('offers three counties and chooses none by itself', async () => {
    const { place, picked } = await asked({ at: [36.617, 101.778] })
    const rows = [...place.querySelectorAll<HTMLElement>('[data-test^="region-"]')]
    expect(rows).toHaveLength(3)
    expect(picked).toEqual([])
    rows[1]!.click()
    expect(picked).toEqual([rows[1]!.dataset.test!.slice('region-'.length)])
  })

  it.each([
    ['refused', { code: 1 }, 'did not allow'],
    ['unavailable', { code: 2 }, 'cannot tell its position'],
    ['out of time', { code: 3 }, 'cannot tell its position'],
    ['abroad', { at: [48.86, 2.35] }, 'No county of China is near'],
  ] as [string, Answer, string][])('says so where it is %s', async (_, answer, words) => {
    const { place } = await asked(answer)
    expect(place.querySelector('[data-test="near-fault"]')!.textContent).toContain(words)
  })

  it('is not there on a device that cannot tell where it is', () => {
    Reflect.deleteProperty(navigator, 'geolocation')
    Object.defineProperty(navigator, 'geolocation', { value: undefined, configurable: true })
    expect(shown().place.querySelector('[data-test="near-me"]')).toBeNull()
  })
})

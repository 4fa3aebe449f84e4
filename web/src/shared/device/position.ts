/** Why there is no position: the person or the system said no, or the phone found none in time. */
export class NoPosition extends Error {
  constructor(readonly why: 'refused' | 'unavailable') {
    super(why)
  }
}

export const canLocate = (): boolean => typeof navigator !== 'undefined' && 'geolocation' in navigator && Boolean(navigator.geolocation)

const IN_TIME = 15_000

/** Asks the phone where it is; nothing of it leaves the phone. Raises NoPosition. */
export function position(exact = false): Promise<GeolocationCoordinates> {
  return new Promise((done, fail) => {
    if (!canLocate()) return fail(new NoPosition('unavailable'))
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => done(coords),
      ({ code }) => fail(new NoPosition(code === 1 ? 'refused' : 'unavailable')),
      { enableHighAccuracy: exact, timeout: IN_TIME, maximumAge: exact ? 0 : 300_000 },
    )
  })
}

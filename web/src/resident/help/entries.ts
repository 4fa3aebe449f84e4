/** The questions by subject, in the order in which people meet them; their words are `answers.<name>`. */
export const GROUPS = [
  { name: 'start', icon: 'code', entries: ['apply', 'noCard', 'twoPassports', 'otherEntry', 'again', 'wrongNumber', 'cardAtAirport', 'truth'] },
  { name: 'daily', icon: 'clock', entries: ['everyDay', 'hours', 'missed', 'mistake', 'several', 'history', 'reminder', 'outage', 'venue'] },
  { name: 'colours', icon: 'help', entries: ['meaning', 'backToGreen', 'turned', 'wasAway', 'gate', 'travelRed', 'appeal'] },
  { name: 'trip', icon: 'plane', entries: ['since', 'noTicket', 'legs', 'transit', 'changed', 'destination', 'risk', 'clock', 'boarding'] },
  { name: 'photos', icon: 'camera', entries: ['which', 'upload', 'refused'] },
  { name: 'family', icon: 'people', entries: ['forOthers', 'apart', 'alone', 'relativesAccount', 'noPhone'] },
  { name: 'login', icon: 'keyboard', entries: ['noSms', 'noUser', 'password', 'passwordPhone', 'lostPhone'] },
] as const

export type Group = (typeof GROUPS)[number]['name']
export type Entry = (typeof GROUPS)[number]['entries'][number]

/** Where the answer can be acted on: a screen of this page. */
export const NEXT: Partial<Record<Entry, 'enter' | 'history' | 'settings' | 'trip' | 'travel' | 'photos' | 'family' | 'visit' | 'appeal' | 'recover'>> = {
  noCard: 'enter',
  wrongNumber: 'travel',
  history: 'history',
  reminder: 'settings',
  venue: 'visit',
  since: 'travel',
  noTicket: 'trip',
  legs: 'trip',
  changed: 'trip',
  risk: 'travel',
  which: 'photos',
  upload: 'photos',
  refused: 'photos',
  forOthers: 'family',
  noSms: 'settings',
  mistake: 'appeal',
  gate: 'appeal',
  appeal: 'appeal',
  noUser: 'recover',
  passwordPhone: 'recover',
  lostPhone: 'recover',
}

/** From abroad a short number does not work. */
export const ABROAD = { words: 'callAbroad', shown: '+86\u00a010\u00a012308', dialled: '+861012308' } as const

/** Who answers what, with the number to call; the others are written to. */
export const DESKS = [
  {
    name: 'travel',
    calls: [
      { words: 'call', shown: '12308', dialled: '12308' },
      ABROAD,
    ],
  },
  { name: 'account', calls: [{ words: 'call', shown: '12345', dialled: '12345' }] },
  { name: 'platform', calls: [] },
  { name: 'transport', calls: [] },
  { name: 'county', calls: [] },
] as const

import type { Preferences, QuietHours } from '../../../shared/api/types'
import { personal } from '../../../shared/storage/local'

export type Channel = Preferences['channels'][number]

export interface SettingsDraft {
  /** Every way of being told that leads to the person, in the order in which it is tried. */
  order: Channel[]
  /** Those of them that are switched on. */
  on: Channel[]
  quiet: boolean
  from: string
  until: string
  timezone: string
  /** Whether something was changed and not saved yet. */
  changed: boolean
}

/** A reminder comes two hours before; the API takes no longer quiet hours than this. */
export const LONGEST_QUIET = 20

/** What the API said last, shown while there is no network; it goes with the log-in. */
export interface KeptSettings {
  known: Preferences
  at: string
}

export const keepSettings = (known: Preferences, at = new Date()): boolean => personal.save('list.settings', { known, at: at.toISOString() } satisfies KeptSettings)
export const keptSettings = (): KeptSettings | null => personal.load<KeptSettings | null>('list.settings', null)

const here = () => new Intl.DateTimeFormat().resolvedOptions().timeZone

export const blankSettings = (): SettingsDraft => ({ order: [], on: [], quiet: false, from: '22:00', until: '07:00', timezone: here(), changed: false })

export function preferencesOf(known: Preferences): SettingsDraft {
  return { ...blankSettings(), ...channelsOf(known), quiet: known.quiet_hours !== null, ...(known.quiet_hours ?? {}) }
}

/** Those that are on in their order, then those that are off. */
export function channelsOf(known: Preferences): { order: Channel[]; on: Channel[] } {
  const off = known.available_channels.filter((each) => !known.channels.includes(each))
  return { order: [...known.channels, ...off], on: [...known.channels] }
}

/** What a draft is shown with once more ways were bound, or some are gone: its own order, and the new ones as they are kept. */
export function withBound(form: SettingsDraft, known: Preferences): { order: Channel[]; on: Channel[] } {
  const kept = channelsOf(known)
  const own = form.order.filter((each) => kept.order.includes(each))
  const fresh = kept.order.filter((each) => !own.includes(each))
  return { order: [...own, ...fresh], on: [...form.on.filter((each) => own.includes(each)), ...fresh.filter((each) => kept.on.includes(each))] }
}

export const chosenChannels = (form: SettingsDraft): Channel[] => form.order.filter((each) => form.on.includes(each))

/** The order with one of its channels a place further up (-1) or down (1). */
export function moved(order: Channel[], channel: Channel, by: -1 | 1): Channel[] {
  const from = order.indexOf(channel)
  const to = from + by
  if (from < 0 || to < 0 || to >= order.length) return order
  const next = order.filter((each) => each !== channel)
  next.splice(to, 0, channel)
  return next
}

export const quietHours = (form: SettingsDraft): QuietHours | null =>
  form.quiet ? { from: form.from, until: form.until, timezone: form.timezone } : null

const minutes = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))

/** Keys of sentences, by field. Hours may go over midnight. */
export function settingsFaults(form: SettingsDraft): Record<string, string> {
  if (!form.quiet) return {}
  const found: Record<string, string> = {}
  for (const end of ['from', 'until'] as const) if (!/^\d\d:\d\d$/.test(form[end])) found[`quiet_hours.${end}`] = `settings.${end}Needed`
  if (Object.keys(found).length) return found
  const length = (minutes(form.until) - minutes(form.from) + 1440) % 1440
  if (!length || length > LONGEST_QUIET * 60) found['quiet_hours.until'] = 'settings.quietLong'
  return found
}

/** Time zones to choose from: this phone's and Beijing's first, then all, by name; `beijing` and `phone` in words. */
export function timeZones(chosen: string, beijing: string, phone: string): { value: string; label: string }[] {
  const all = 'supportedValuesOf' in Intl ? Intl.supportedValuesOf('timeZone') : []
  const first = [...new Set([here(), 'Asia/Shanghai', chosen])]
  const label = (zone: string) => {
    const city = zone.split('/').at(-1)!.replace(/_/g, ' ')
    return zone === 'Asia/Shanghai' ? beijing : zone === here() ? `${city} (${phone})` : zone.replace(/_/g, ' ')
  }
  return [...first, ...all.filter((zone) => !first.includes(zone))].map((value) => ({ value, label: label(value) }))
}

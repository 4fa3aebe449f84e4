import type { Preferences, QuietHours } from '../../../shared/api/types'

export interface SettingsDraft {
  sms: boolean
  quiet: boolean
  from: string
  until: string
  timezone: string
  /** Whether something was changed and not saved yet. */
  changed: boolean
}

/** A reminder comes two hours before; the API takes no longer quiet hours than this. */
export const LONGEST_QUIET = 20

const here = () => new Intl.DateTimeFormat().resolvedOptions().timeZone

export const blankSettings = (): SettingsDraft => ({ sms: true, quiet: false, from: '22:00', until: '07:00', timezone: here(), changed: false })

export function preferencesOf(known: Preferences): SettingsDraft {
  return { ...blankSettings(), sms: known.sms, quiet: known.quiet_hours !== null, ...(known.quiet_hours ?? {}) }
}

export const quietHours = (form: SettingsDraft): QuietHours | null =>
  form.quiet ? { from: form.from, until: form.until, timezone: form.timezone } : null

const minutes = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))

/** Keys of sentences, by field. Hours may go over midnight. */
export function settingsFaults(form: SettingsDraft): Record<string, string> {
  if (!form.quiet) return {}
  const found: Record<string, string> = {}
  for (const end of ['from', 'until'] as const) if (!/^\d\d:\d\d$/.test(form[end])) found[`quiet_hours.${end}`] = 'settings.timeNeeded'
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

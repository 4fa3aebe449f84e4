import type { Written } from '../../../shared/i18n/languages'
import { clockTime, plainDay, policyDay } from '../../../shared/time/dates'
import type { Figures } from './state'

/** A number as a briefing says it; groups of fewer than ten are never told apart. */
const said = (value: number | null | undefined, language: Written): string => {
  if (value === null || value === undefined) return language === 'en' ? 'fewer than 10' : '不足10'
  return new Intl.NumberFormat(language).format(value)
}

type Sentence = (figures: Figures, n: (value: number | null | undefined) => string) => string

const DAY: Record<Written, Sentence> = {
  'zh-CN': ({ days: [day] }, n) => `当日新登记${n(day!.people)}人，场所扫码${n(day!.visits)}次，其中提示关注${n(day!.suspect_visits)}次；检查点查验${n(day!.checks)}次。`,
  en: ({ days: [day] }, n) => `On that day ${n(day!.people)} people registered; ${n(day!.visits)} visits to venues were recorded, of which ${n(day!.suspect_visits)} stand out; checkpoints made ${n(day!.checks)} checks.`,
}
const OUTBREAK: Record<Written, Sentence> = {
  'zh-CN': ({ days: [day] }, n) => `当日新报告病例${n(day!.cases)}例，登记密切接触者${n(day!.contacts)}人。`,
  en: ({ days: [day] }, n) => `New cases: ${n(day!.cases)}; contacts recorded: ${n(day!.contacts)}.`,
}
const STANDING: Record<Written, Sentence> = {
  'zh-CN': ({ days: [day], totals }, n) =>
    `截至当日累计登记${n(day!.people_so_far)}人，其中绿码${n(day!.colours.green)}人、黄码${n(day!.colours.yellow)}人、红码${n(day!.colours.red)}人；目前接入场所${n(totals.venues)}个。`,
  en: ({ days: [day], totals }, n) =>
    `At the end of the day ${n(day!.people_so_far)} people were registered: ${n(day!.colours.green)} green, ${n(day!.colours.yellow)} yellow, ${n(day!.colours.red)} red. Venues taking part at present: ${n(totals.venues)}.`,
}
const SMALL: Record<Written, string> = { 'zh-CN': '不足10的数字不单独公布。', en: 'Numbers below ten are not given.' }

const headOf = (figures: Figures, place: string, language: Written): string => {
  const at = new Date(figures.at)
  const [day, asked] = [plainDay(figures.days[0]!.day, language), `${plainDay(policyDay(at), language)} ${clockTime(at, language)}`]
  return language === 'en' ? `${place}, ${day}. Figures as at ${asked}, Beijing time.` : `${place}${day}健康码运行情况（数据截至${asked}）：`
}

/** The day as text for a briefing in one language; `place` is the region's name in it. */
export function pressText(figures: Figures, place: string, language: Written): string {
  const n = (value: number | null | undefined) => said(value, language)
  const parts = [headOf(figures, place, language), DAY[language](figures, n), OUTBREAK[language](figures, n), STANDING[language](figures, n), SMALL[language]]
  return parts.filter(Boolean).join(language === 'en' ? ' ' : '')
}

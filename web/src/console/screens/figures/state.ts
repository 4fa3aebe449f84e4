import { type Ref, computed, ref, shallowRef } from 'vue'
import { sentenceFor } from '../../../shared/api/client'
import type { components } from '../../../shared/api/generated'
import { t } from '../../../shared/i18n'
import { addDays } from '../../../shared/time/dates'
import { api } from '../../state/staff'

type Told = components['schemas']['Statistics']
export type Day = Told['days'][number]
export type Figures = Told
export type County = Figures['counties'][number]

export const DAYS = 30
export const WHOLE = '000000'

/** What came on a day, in the order of the page. */
export const CAME = ['people', 'venues', 'visits', 'suspect_visits', 'checks', 'cases', 'contacts', 'appeals_decided', 'reported'] as const
export const COLOURS = ['green', 'yellow', 'red'] as const
export type Came = (typeof CAME)[number]

export interface FigureRow {
  key: string
  /** On the day; of a colour, at its end. Null: fewer than ten. */
  day: number | null
  before: number | null | undefined
  /** Until now; undefined where it is no sum. */
  total: number | null | undefined
}

/** What came on the day and on the one before, and altogether. */
export function rowsOf(figures: Figures): FigureRow[] {
  const [day, before] = figures.days
  if (!day) return []
  return CAME.map((key) => ({ key, day: day[key], before: before?.[key], total: figures.totals[key] }))
}

/** Who has which colour at the end of the day, and of the day before. */
export function colourRows(figures: Figures): FigureRow[] {
  const [day, before] = figures.days
  return day ? COLOURS.map((key) => ({ key, day: day.colours[key], before: before?.colours[key], total: undefined })) : []
}

/** Lines of a chart, the earliest day in front. */
export interface Chart {
  key: string
  lines: { key: string; values: (number | null)[] }[]
}

/** Four small charts. */
export function chartsOf(figures: Figures): Chart[] {
  const days = [...figures.days].reverse()
  const of = (key: Came) => ({ key, values: days.map((day) => day[key] ?? null) })
  const colour = (key: 'yellow' | 'red') => ({ key, values: days.map((day) => day.colours[key]) })
  return [
    { key: 'registrations', lines: [of('people')] },
    { key: 'visits', lines: [of('visits'), of('checks')] },
    { key: 'colours', lines: [colour('red'), colour('yellow')] },
    { key: 'outbreak', lines: [of('cases'), of('contacts')] },
  ]
}

/** A region as the beginning of the codes in it: `630000` is `63`, everything is "". */
export const prefixOf = (place: string): string => place.replace(/(0000|00)$/, '').replace(/^00$/, '')

export interface Loaded {
  figures: Ref<Figures | null>
  /** The region of one's own, as the first answer without another told it. */
  own: Ref<string>
  fault: Ref<string>
  busy: Ref<boolean>
  load(): Promise<void>
}

/** The figures of a region and the 30 days up to one; an answer that comes after another was asked for is dropped. */
export function useFigures(asked: () => { region: string; on: string }): Loaded {
  const figures = shallowRef<Figures | null>(null)
  const own = ref('')
  const fault = ref('')
  const running = ref(0)
  let turn = 0
  return {
    figures,
    own,
    fault,
    busy: computed(() => running.value > 0),
    async load() {
      const mine = (turn += 1)
      running.value += 1
      const { region, on } = asked()
      const query = Object.entries({ region, from: addDays(on, 1 - DAYS), until: on }).filter(([, value]) => value)
      try {
        const found: Figures = await api.get(`/statistics?${new URLSearchParams(query)}`)
        if (mine !== turn) return
        figures.value = found
        if (!region) own.value = found.region
        fault.value = ''
      } catch (error) {
        if (mine === turn) fault.value = sentenceFor(error, t)
      } finally {
        running.value -= 1
      }
    },
  }
}

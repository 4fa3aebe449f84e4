import type { Component } from 'vue'
import { type Loaders, addWords } from '../../shared/i18n'
import type { Screen } from '../../shared/routing/router'

export type DeskRole = 'reviewer' | 'epidemiologist' | 'supervisor' | 'auditor' | 'exchange_desk'

/** The groups of the menu, from above. */
export const GROUPS = ['work', 'people', 'desk', 'measures', 'oversight'] as const
export type Group = (typeof GROUPS)[number]

export interface DeskScreen extends Screen {
  /** The address: `#/ratings`. */
  name: string
  roles: readonly DeskRole[]
  /** Where the menu has it; a screen that is reached from another only has none. */
  group?: Group
  /** Its place in the group, small in front. */
  order: number
}

interface Description extends Omit<DeskScreen, 'title' | 'component' | 'order'> {
  order?: number
  /** The screen's own words, under one name that no other screen has. */
  words: Loaders
  component: () => Promise<{ default: Component }>
}

/** A screen as the console knows it. Its words come with it; its title stands in the menu's words as `nav.<name>`. */
export function deskScreen({ words, component, order = 0, ...rest }: Description): DeskScreen {
  let added: Promise<void> | null = null
  const addedWords = () => (added ??= addWords(rest.name, words).catch((error: unknown) => ((added = null), Promise.reject(error))))
  const whole = async () => (await Promise.all([component(), addedWords()]))[0]
  return { ...rest, order, title: `nav.${rest.name}`, component: whole }
}

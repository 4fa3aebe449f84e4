import { type Component, h } from 'vue'

/** A screen of which there are only the words yet. */
export async function comingScreen(name: 'retention'): Promise<{ default: Component }> {
  const { default: screen } = await import('./ComingScreen.vue')
  return { default: () => h(screen, { name }) }
}

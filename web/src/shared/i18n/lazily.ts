import { type Component, defineAsyncComponent } from 'vue'
import { persistently } from '../device/pieces'

/** A part that comes when it is shown, with words of its own where it has them. */
export const lazily = <Part extends Component>(load: () => Promise<{ default: Part }>, words?: () => Promise<void>): Part =>
  defineAsyncComponent(async () => (await Promise.all([persistently(load), words?.()]))[0]) as unknown as Part

import { type Component, defineAsyncComponent } from 'vue'
import { persistently } from '../device/pieces'

type Piece<Part> = () => Promise<{ default: Part }>

/** A screen with words of its own, which come with it. */
export const worded = <Part>(words: () => Promise<void>, load: Piece<Part>): Piece<Part> => async () => (await Promise.all([load(), words()]))[0]

/** A part that comes when it is shown, with words of its own where it has them. */
export const lazily = <Part extends Component>(load: Piece<Part>, words?: () => Promise<void>): Part =>
  defineAsyncComponent(async () => (await Promise.all([persistently(load), words?.()]))[0]) as unknown as Part

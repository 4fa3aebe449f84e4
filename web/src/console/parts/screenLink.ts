import { deskScreens, mayOpen } from '../screens'
import { roles } from '../state/staff'

/** The address of a thing on another screen; undefined where that screen is not there or not theirs. */
export function screenLink(name: string, rest = ''): string | undefined {
  const screen = deskScreens.find((each) => each.name === name)
  return screen && mayOpen(screen, roles.value) ? `#/${name}${rest && `/${rest}`}` : undefined
}

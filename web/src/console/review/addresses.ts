import { deskScreens, mayOpen } from '../screens'
import { roles } from '../state/staff'

/** The address of a thing on another screen, for those who have that screen. */
export function addressIn(name: string, rest: string): string | undefined {
  const screen = deskScreens.find((each) => each.name === name)
  return screen && mayOpen(screen, roles.value) ? `#/${name}/${rest}` : undefined
}

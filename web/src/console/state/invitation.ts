import { ref } from 'vue'
import { settingsTab } from '../../shared/storage/local'

const PREFIX = '#enrol='

/** What the link of an invitation carried. Kept in this tab only, so that a reload does not lose it. */
export const invitation = ref(settingsTab.load('console.invitation', ''))

/** Takes the invitation out of the address, where it would stand in the history and over the shoulder. */
export function takeInvitation(): void {
  if (!location.hash.startsWith(PREFIX)) return
  invitation.value = decodeURIComponent(location.hash.slice(PREFIX.length))
  settingsTab.save('console.invitation', invitation.value)
  history.replaceState(null, '', '#/enrol')
}

export function forgetInvitation(): void {
  invitation.value = ''
  settingsTab.forget('console.invitation')
}

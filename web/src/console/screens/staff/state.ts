import { type Ref, ref } from 'vue'
import { sentenceFor } from '../../../shared/api/client'
import type { components } from '../../../shared/api/generated'
import { t } from '../../../shared/i18n'
import { sendOnce } from '../../shell/sending'
import { api } from '../../state/staff'
import { APPROVERS } from './approvers'

type Schemas = components['schemas']
export type Member = Schemas['ListedStaff']
export type Changed = Schemas['ChangedStaff']
export type Invitation = Schemas['Invitation']
export type Role = Invitation['roles'][number]
export type Proposal = Schemas['Proposal']
export type DocumentType = Invitation['document']['type']

export const ROLES: readonly Role[] = ['gate', 'reviewer', 'epidemiologist', 'supervisor', 'auditor', 'exchange_desk']
/** Kinds of proposals that somebody approves, for the question who may. */
export const KINDS = Object.keys(APPROVERS)

/** Whether a region (a prefix of codes) reaches all of another: the shorter one does. */
export const reaches = (region: string, wanted: string): boolean => wanted.startsWith(region)

/** Whether somebody may decide a kind of proposal in a region: role, region, a login that is on, set up and somebody's. */
export const mayApprove = (member: Member, kind: string, region: string): boolean =>
  member.active && member.enrolled && member.has_document && reaches(member.region, region) && (APPROVERS[kind] ?? []).some((role) => member.roles.includes(role))

export interface Filter {
  role: string
  region: string
  /** A kind of proposal: those alone who may approve it. */
  approves: string
  off: boolean
}

/** Those of a list that somebody asks for; of a region those who reach it, and those within it unless somebody asks who decides. */
export function chosenOf(members: readonly Member[], { role, region, approves, off }: Filter): Member[] {
  if (approves) return members.filter((member) => mayApprove(member, approves, region))
  const there = (member: Member) => reaches(member.region, region) || reaches(region, member.region)
  return members.filter((member) => (off || member.active) && (!role || member.roles.includes(role)) && there(member))
}

export interface Wanted {
  roles: readonly string[]
  region: string
  active: boolean
}

const sameRoles = (one: readonly string[], other: readonly string[]) => one.length === other.length && one.every((role) => other.includes(role))
export const isChanged = (member: Member, { roles, region, active }: Wanted): boolean => !sameRoles(member.roles, roles) || member.region !== region || member.active !== active

/** Whether a change gives or widens anything, so that a second supervisor has to agree; what only takes away holds at once. */
export const gives = (member: Member, { roles, region, active }: Wanted): boolean =>
  roles.some((role) => !member.roles.includes(role)) || !reaches(member.region, region) || (active && !member.active)

export interface Everybody {
  members: Ref<Member[]>
  state: Ref<'loading' | 'ready' | 'failed'>
  fault: Ref<string>
  load(): Promise<void>
  /** Puts a changed one in its place. */
  put(member: Member): void
}

/** All staff of one's region: the question who may decide is about all of them, not about the page that was loaded. */
export function useStaff(): Everybody {
  const members = ref<Member[]>([])
  const state = ref<'loading' | 'ready' | 'failed'>('loading')
  const fault = ref('')
  return {
    members,
    state,
    fault,
    async load() {
      state.value = 'loading'
      try {
        const found: Member[] = []
        let cursor: string | null = null
        do {
          const page: Schemas['StaffList'] = await api.get(`/staff?limit=100${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`)
          found.push(...page.items)
          cursor = page.next_cursor
        } while (cursor)
        members.value = found
        state.value = 'ready'
      } catch (error) {
        state.value = 'failed'
        fault.value = sentenceFor(error, t)
      }
    },
    put: (member) => (members.value = members.value.map((each) => (each.id === member.id ? { ...each, ...member } : each))),
  }
}

/** Only what differs is sent: what a colleague changed meanwhile stays. */
export function change(member: Member, wanted: Wanted, reason: string): Promise<Changed> {
  const body = {
    roles: sameRoles(member.roles, wanted.roles) ? null : ([...wanted.roles] as Role[]),
    region: member.region === wanted.region ? null : wanted.region,
    active: member.active === wanted.active ? null : wanted.active,
    reason: reason.trim() || null,
  }
  return sendOnce(`staff.${member.id}`, body, (key) => api.patch(`/staff/${member.id}`, body, { key }))
}

/** Starts the renewal of what proves a login; only its person can finish it. */
export function renew(id: string, phone: string, email: string, reason: string): Promise<Proposal> {
  const body = { phone: phone.trim() || null, email: email.trim() || null, reason: reason.trim() || null }
  return sendOnce(`staff.totp.${id}`, body, (key) => api.post(`/staff/${id}/totp`, body, { key }))
}

/** Invites a person to a login; they set what proves it themselves. */
export const invite = (body: Invitation): Promise<Proposal> => sendOnce('staff.invitation', body, (key) => api.post('/staff/invitations', body, { key }))

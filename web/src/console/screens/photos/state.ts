import { type Ref, ref, shallowRef } from 'vue'
import { sentenceFor } from '../../../shared/api/client'
import type { components } from '../../../shared/api/generated'
import { Problem } from '../../../shared/api/problem'
import { t } from '../../../shared/i18n'
import { sendOnce } from '../../shell/sending'
import { api } from '../../state/staff'

export type LookedAt = components['schemas']['PhotoLinks']
export type WaitingPhoto = components['schemas']['WaitingPhoto']

/** Why a photo is sent back, as the person reads it; whoever rejects begins from one of them. */
export const REASONS = [
  { id: 'blurred', texts: { 'zh-CN': '照片模糊，看不清文字，请在光线好的地方重新拍摄。', en: 'The photo is blurred and cannot be read. Please take it again in good light.' } },
  { id: 'cut', texts: { 'zh-CN': '证件没有拍全，请把整页放进画面重新拍摄。', en: 'Part of the document is missing. Please take it again with the whole page in the picture.' } },
  { id: 'glare', texts: { 'zh-CN': '照片反光，遮住了部分内容，请换个角度重新拍摄。', en: 'A reflection hides part of it. Please take it again from another angle.' } },
  { id: 'other', texts: { 'zh-CN': '照片中的证件与填写的不一致，请核对后重新拍摄或更正填写内容。', en: 'The document in the photo is not the one you entered. Please check, and take it again or correct what you entered.' } },
  { id: 'face', texts: { 'zh-CN': '看不清手持证件人的面部，请露出面部重新拍摄。', en: 'The face of who holds the document cannot be seen. Please take it again with the face uncovered.' } },
]

export interface OpenedPhoto {
  photo: Ref<LookedAt | null>
  decided: Ref<'accepted' | 'rejected' | ''>
  /** Somebody else was quicker: what it is now. */
  changed: Ref<boolean>
  fault: Ref<string>
  /** Each look is recorded, and its links last two minutes. */
  load(): Promise<void>
  /** Takes it from the screen. */
  cover(): void
  see(): void
  decide(accept: boolean, reason: string): Promise<void>
}

export function usePhoto(id: string): OpenedPhoto {
  const photo = shallowRef<LookedAt | null>(null)
  const decided = ref<'accepted' | 'rejected' | ''>('')
  const changed = ref(false)
  const fault = ref('')
  async function load() {
    fault.value = ''
    try {
      photo.value = await api.get(`/photos/${id}/view`)
    } catch (error) {
      fault.value = sentenceFor(error, t)
    }
  }
  return {
    photo,
    decided,
    changed,
    fault,
    load,
    cover: () => void (photo.value = null),
    async see() {
      changed.value = false
      await load()
    },
    async decide(accept, reason) {
      const body = { accept, reason: accept ? null : reason.trim() }
      try {
        decided.value = (await sendOnce(`photo.${id}`, body, (key) => api.post(`/photos/${id}/decision`, body, { key }))).status
      } catch (error) {
        changed.value = error instanceof Problem && error.code === 'photo_not_waiting'
        throw error
      }
    },
  }
}

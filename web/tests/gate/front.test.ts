import { mount } from '@vue/test-utils'
import { beforeAll, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import { front, setFront } from '../../src/gate/device/front'
import CameraView from '../../src/gate/parts/CameraView.vue'
import { startI18n } from '../../src/shared/i18n'

beforeAll(() => startI18n({ 'zh-CN': () => import('../../src/gate/messages/zh-CN'), en: () => import('../../src/gate/messages/en') }))

it('the camera beside the screen reads where the post wants it, and the other one is let go', async () => {
  const stopped = vi.fn()
  const stream = { getTracks: () => [{ stop: stopped }], getVideoTracks: () => [] }
  const getUserMedia = vi.fn((_: { video: { facingMode: object } }) => Promise.resolve(stream))
  vi.stubGlobal('navigator', { ...navigator, mediaDevices: { getUserMedia } })
  vi.stubGlobal('BarcodeDetector', class {
    static getSupportedFormats = () => Promise.resolve(['qr_code'])
    detect = () => Promise.resolve([])
  })
  const view = mount(CameraView, { props: { paused: false, checking: false } })
  await vi.waitFor(() => expect(getUserMedia).toHaveBeenCalledOnce())
  await nextTick()
  setFront(true)
  await vi.waitFor(() => expect(getUserMedia).toHaveBeenCalledTimes(2))
  expect(getUserMedia.mock.calls.map(([asked]) => asked.video.facingMode)).toEqual([{ ideal: 'environment' }, { ideal: 'user' }])
  expect([stopped.mock.calls.length, front.value, localStorage.getItem('kangma.gate.front')]).toEqual([1, true, 'true'])
  expect(view.find('[data-test="camera"]').classes()).toContain('mirror')
  view.unmount()
  setFront(false)
  vi.unstubAllGlobals()
})

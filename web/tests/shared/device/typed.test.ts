import { afterEach, expect, it } from 'vitest'
import { goOnTyping, keepTyped, takeTyped } from '../../../src/shared/device/typed'

afterEach(() => (document.body.innerHTML = ''))

it('what was typed before the script is there once, and typing goes on in the same field', () => {
  document.body.innerHTML = '<div class="boot"><input id="f-login" /><input id="f-password" /></div><input id="f-other" value="no" />'
  const [login, password] = document.querySelectorAll('input')
  login!.value = 'gate-7'
  password!.focus()
  keepTyped()
  document.body.innerHTML = '<input id="f-login" /><input id="f-password" />'
  expect([takeTyped('login'), takeTyped('login'), takeTyped('password'), takeTyped('other')]).toEqual(['gate-7', '', '', ''])
  goOnTyping()
  expect(document.activeElement?.id).toBe('f-password')
  ;(document.activeElement as HTMLElement).blur()
  goOnTyping()
  expect(document.activeElement?.id).not.toBe('f-password')
})

it('nobody who typed nothing is led to a field', () => {
  document.body.innerHTML = '<div class="boot"><input id="f-login" /></div>'
  keepTyped()
  document.body.innerHTML = '<input id="f-login" />'
  goOnTyping()
  expect([takeTyped('login'), document.activeElement?.id]).toEqual(['', ''])
})

import { beforeEach, describe, expect, it } from 'vitest'
import { effectScope } from 'vue'
import { go, parseHash, place, startRouter, useStep } from '../../../src/shared/routing/router'

beforeEach(() => {
  history.replaceState(null, '', '#/')
  startRouter()
})

it.each([
  ['', { name: '', step: '' }],
  ['#/', { name: '', step: '' }],
  ['#/login', { name: 'login', step: '' }],
  ['#/apply/document', { name: 'apply', step: 'document' }],
  ['#/apply/%E5%A7', { name: 'apply', step: '%E5%A7' }],
  ['#/appeal/hold.%41', { name: 'appeal', step: 'hold.A' }],
  ['#/code?from=home', { name: 'code', step: '' }],
])('reads the address %s', (hash, expected) => {
  expect(parseHash(hash)).toEqual(expected)
})

describe('going somewhere', () => {
  it('moves the address and the place', () => {
    go('apply/document')
    expect(location.hash).toBe('#/apply/document')
    expect(place).toEqual({ name: 'apply', step: 'document' })
  })

  it('leaves the step of the screen that is being left as it was', () => {
    go('apply/document')
    const step = effectScope().run(() => useStep('apply'))!
    go('apply/residence')
    expect(step.value).toBe('residence')
    go('code')
    expect(step.value).toBe('residence')
  })
})

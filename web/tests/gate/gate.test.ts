import { describe, expect, it } from 'vitest'
import { foreignKind } from '../../src/gate/state/checks'

describe('a scanned text', () => {
  it.each([
    ['HC1:6BF+70790T9WJWG.FKY*4GO0', null],
    ['HC1L:ABC', null],
    ['wxp://f2f0abc', 'payment'],
    ['https://qr.alipay.com/fkx123', 'payment'],
    ['HTTPS://QR.ALIPAY.COM/FKX123', 'payment'],
    ['https://qr.95516.com/0001', 'payment'],
    ['134567890123456789', 'payment'],
    ['https://kangma.example/v#AbC', 'venue'],
    ['https://example.org/alipay.com', 'link'],
    ['BEGIN:VCARD', 'other'],
    ['', 'other'],
  ])('%s is %s', (text, kind) => {
    expect(foreignKind(text)).toBe(kind)
  })
})

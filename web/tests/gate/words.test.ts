import { describe, expect, it } from 'vitest'
import english from '../../src/gate/messages/en'
import chinese from '../../src/gate/messages/zh-CN'
import venueEnglish from '../../src/venue/messages/en'
import venueChinese from '../../src/venue/messages/zh-CN'

/** The sentences that say what is wrong with a field, and the word of that field. */
const OF_FIELDS: [string, string][] = [
  [english.pad.range, 'Temperature'], [chinese.pad.range, '体温'], [english.login.phoneForm, 'phone number'], [chinese.login.phoneForm, '手机号'],
  [english.login.nameNeeded, 'login name'], [chinese.login.nameNeeded, '登录名'], [english.login.passwordNeeded, 'password'], [chinese.login.passwordNeeded, '密码'],
  [english.lookup.empty, 'document number'], [chinese.lookup.empty, '证件号码'], [english.lookup.countryEmpty, 'country'], [chinese.lookup.countryEmpty, '签发国家'],
  [venueEnglish.members.phoneFault, 'phone number'], [venueChinese.members.phoneFault, '手机号'], [venueEnglish.members.nameFault, 'name'], [venueChinese.members.nameFault, '姓名'],
  [venueEnglish.doors.nameEmpty, 'name of the door'], [venueChinese.doors.nameEmpty, '门的名字'], [venueEnglish.form.latFault, 'Latitude'], [venueChinese.form.latFault, '纬度'],
  [venueEnglish.form.lonFault, 'Longitude'], [venueChinese.form.lonFault, '经度'],
  ...Object.values(venueEnglish.form.creditFault).map((said): [string, string] => [said, 'social credit code']), ...Object.values(venueChinese.form.creditFault).map((said): [string, string] => [said, '统一社会信用代码']),
]

describe('what is wrong with a field', () => {
  it.each(OF_FIELDS)('%s', (said, field) => {
    expect(said).toContain(field)
  })

  it.each([english.pad.range, venueEnglish.form.latFault, venueEnglish.form.lonFault])('is said as what must be: %s', (said) => {
    expect(said).toContain('must be between')
  })

  it.each([venueEnglish.doors, venueChinese.doors])('says what to do about it', ({ nameTwice }) => {
    expect(nameTwice).toMatch(/another name|换个名字/)
  })
})

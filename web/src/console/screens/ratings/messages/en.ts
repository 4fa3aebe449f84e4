import type { Shape } from '../../../../shared/i18n/messages/shape'
import type { RatingMessages } from './zh-CN'

const messages: Shape<RatingMessages> = {
  ratings: {
    rated: 'Rated regions', names: 'Names to resolve', region: 'Region', level: 'Level', since: 'Since', until: 'Until', area: 'Part', further: 'further notice',
    open: 'Open a county', openHint: 'Characters, pinyin, initials or code', on: 'On which day', none: 'No region is rated on this day.', today: 'counts today',
    levels: { low: 'Low risk', medium: 'Medium risk', high: 'High risk', key: 'Key region', none: 'Not rated' },
    strip: 'The last 60 days, today and the next 14', periods: 'Ratings of today', noPeriod: 'No rating today.', below: 'Regions in it', correct: 'Correct it',
    history: 'Its periods, and who put them in force', peopleThere: '{people} person stayed here lately. | {people} people stayed here lately.', peopleThen: 'People then', by: 'By', byList: 'a list', state: 'State', standing: { past: 'over', standing: 'stands', planned: 'planned' },
    rateTitle: 'Rate it', correctTitle: 'Correct this rating', from: 'From, this day included', untilDay: 'Until, this day included', untilHint: 'Empty: until further notice.',
    areaField: 'Only a part of it (optional)', areaHint: 'Such as a street or an estate. Shown, and colours nobody.', reason: 'Reason', needFrom: 'Choose the first day', needLater: 'The end cannot be before the beginning', needReason: 'Say why',
    preview: 'How many people?', touches: 'About {people} people touched: {yellow} turn yellow, {red} turn red.', propose: 'Propose it', proposeCorrection: 'Propose the correction', withdraw: 'Take this rating back', cancel: 'Cancel', sending: 'Sending…',
    inForce: 'It is in force.', waits: 'Proposed. It waits for a second person.', waitsHere: 'Proposed: it stands above and in “My work”, and waits for a second person.', see: 'See it',
    pending: 'Waiting for a second person', waitsBy: 'Waiting: proposed by {who}, needs a second person', toTakeBack: 'To be taken back',
    name: 'As the national list writes it', why: 'Why it waits', waitsSince: 'Waits since', because: { unknown: 'No such name', ambiguous: 'Several of that name' }, noNames: 'No name waits.', meaning: 'Which county does the list mean by this? It is remembered for ever.',
    county: 'County', needCounty: 'Choose a county', sayName: 'It is this one', ignoreName: 'No region at all, ignore it',
  },
}

export default messages

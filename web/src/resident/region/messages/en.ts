import type { Shape } from '../../../shared/i18n/messages/shape'
import type { RegionMessages } from './zh-CN'

const messages: Shape<RegionMessages> = {
  region: {
    choose: 'Choose a place',
    find: 'Find a county, district or city (English, pinyin, initials or Chinese)',
    here: 'In China',
    abroad: 'Abroad, Hong Kong, Macao, Taiwan',
    findCountry: 'Find a country or region',
    used: 'Used before',
    none: 'Nothing found. Try another spelling, for example “chengdong”.',
    noCountry: 'No country or region found. Try another spelling, or its calling code, for example 81.',
    whole: 'All of China',
    change: 'Change',
    near: {
      ask: 'Show what is near me',
      looking: 'Finding your place…',
      private: 'Your position is compared on the phone and not sent.',
      which: 'The nearest ones. Please choose one',
      other: 'None of these? Please search above.',
      refused: 'The phone did not allow it. Allow the position in the browser or system settings, or search above.',
      unavailable: 'The phone cannot tell its position now. Please search above, or try again in the open.',
      far: 'No county of China is near. If you are abroad, choose “Abroad”.',
    },
  },
}

export default messages

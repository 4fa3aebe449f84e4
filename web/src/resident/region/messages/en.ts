import type { Shape } from '../../../shared/i18n/messages/shape'
import type { RegionMessages } from './zh-CN'

const messages: Shape<RegionMessages> = {
  region: {
    choose: 'Choose a place',
    find: 'Find a county, district or city (in Chinese)',
    here: 'In China',
    abroad: 'Abroad, Hong Kong, Macao, Taiwan',
    findCountry: 'Find a country or region',
    used: 'Used before',
    none: 'Nothing found. Try another spelling, for example 城东区.',
    whole: 'All of China',
    change: 'Change',
  },
}

export default messages

import type { Shape } from '../../../../shared/i18n/messages/shape'
import type { FigureMessages } from './zh-CN'

const messages: Shape<FigureMessages> = {
  figures: {
    region: 'Region', day: 'Day', before: 'Day before', after: 'Day after', press: 'Text for the press', asAt: 'as at {time}', onDay: 'On the day', change: 'Change', total: 'Until now', atEnd: 'At the day’s end', thirty: 'The last 30 days',
    few: '<10', fewWhat: 'A number below ten, zero too, is shown as <10.',
    came: { people: 'People registered', venues: 'Venues that joined', visits: 'Visits', suspect_visits: 'of them standing out', checks: 'Checks', cases: 'Cases', contacts: 'Contacts', appeals_decided: 'Appeals decided', reported: 'Records reported upward' },
    chart: { registrations: 'People registered a day', visits: 'Visits and checks a day', colours: 'Red and yellow at the end of each day', outbreak: 'New cases and contacts a day' },
    line: { people: 'people', visits: 'visits', checks: 'checks', red: 'red', yellow: 'yellow', cases: 'cases', contacts: 'contacts' },
    appealsInTime: '{percent} % of the appeals decided on that day had waited for 48 hours at most.',
    counties: 'By county', county: { name: 'County', people: 'People', red: 'Red', yellow: 'Yellow', green: 'Green', venues: 'Venues', visits: 'Visits {day}', checks: 'Checks {day}' },
    pressWhat: 'In both languages, with the numbers of this page.', language: { 'zh-CN': 'Chinese', en: 'English' }, copy: 'Copy in {language}', copied: 'Copied', byHand: 'The browser does not let a page copy. The text is marked: press Ctrl+C.',
    keys: { before: 'The day before', after: 'The day after', copy: 'Text for the press' },
  },
}

export default messages

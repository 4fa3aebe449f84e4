import type { Shape } from '../../../../shared/i18n/messages/shape'
import review from '../../../review/messages/en'
import type { AnomalyMessages } from './zh-CN'

const messages: Shape<AnomalyMessages> = {
  review,
  anomalies: {
    none: 'No reading waits.', lead: 'These people were yellow or red already. A gate’s reading alone turns nobody red.', what: 'Reading', person: 'Person', measured: 'Measured', at: 'measured {time}', venue: 'The venue', colours: 'Colours now', unsaid: 'A gate reported something',
    status: { waiting: 'Waits', coloured: 'Turned yellow by it', kept: 'Stands', withdrawn: 'Taken back' },
    decide: 'Decide', reasonHint: 'What it rests on, for the audit.', way: { withdrawn: 'Take the reading back', kept: 'It stands' },
    done: { waiting: 'It waits.', coloured: 'It turned the code yellow.', kept: 'The reading stands.', withdrawn: 'The reading is taken back, and the code worked out anew.' }, now: 'Now: {status}.',
  },
}

export default messages

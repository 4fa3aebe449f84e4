import type { Shape } from '../../../shared/i18n/messages/shape'
import type { ReviewMessages } from './zh-CN'

const review: Shape<ReviewMessages> = {
  lastDays: 'The last 14 days', moreDays: 'Earlier ones', nothing: 'Nothing in the last 14 days.', corrected: 'taken back', about: 'is about this',
  templates: 'Begin from', language: { 'zh-CN': 'in Chinese', en: 'in English' }, left: '{n} characters left',
  next: 'The next one', toWork: 'Back to My work', toList: 'All of them', reason: 'Reason', needReason: 'Say why', needAnswer: 'Write the answer', again: 'Look again',
  covered: 'What was here is covered.', back: 'Back to the list',
  agreeing: 'Whether they agree', agrees: 'the same', differs: 'differs', sending: 'Sending…', keys: { reason: 'Write the reason' },
  noSymptom: 'no symptoms',
  symptom: { fever: 'fever', dry_cough: 'dry cough', fatigue: 'fatigue', sore_throat: 'sore throat', shortness_of_breath: 'shortness of breath', diarrhea: 'diarrhoea', other_respiratory: 'other respiratory symptoms' },
  contact: { confirmed: 'contact with a confirmed case', suspected: 'contact with a suspected case', symptomatic: 'contact with somebody with symptoms' },
  test: { negative: 'test negative', positive: 'test positive', pending: 'test result awaited' },
  document: { id_card: 'Resident ID card', residence_permit: 'Residence permit (Hong Kong, Macao, Taiwan)', foreign_permanent: 'Foreign permanent resident card', passport: 'Passport', travel_document: 'Travel document', hk_macao_permit: 'Mainland travel permit (Hong Kong, Macao)', taiwan_permit: 'Mainland travel permit (Taiwan)' },
  sex: { male: 'male', female: 'female' },
}

export default review

import type { Shape } from '../../../shared/i18n/messages/shape'
import type { GlossaryMessages } from './zh-CN'

const messages: Shape<GlossaryMessages> = {
  glossary: {
    title: 'What the words mean',
    lead: 'Words that you meet on the code, in messages and at a door.',
    terms: {
      code: { word: 'Health code (健康码)', what: 'A QR code whose colour says whether you may pass.' },
      colours: { word: 'Green, yellow, red (绿码、黄码、红码)', what: 'Green may pass. Yellow stays at home. Red stays at home or in a facility and does not go out.' },
      declare: { word: 'Declaration (填报)', what: 'You say how you are, whom you met and where you were. You have your code at once.' },
      checkin: { word: 'Check-in (打卡)', what: 'A declaration each day while you are under observation. Miss one and the count begins again.' },
      streak: { word: 'Days in a row (连续天数)', what: 'Days of check-ins without a gap, up to today.' },
      show: { word: 'Show your code (亮码)', what: 'Let the person at the door see or scan the code on your phone.' },
      copy: { word: 'Copy (副本)', what: 'A picture, a print, or the code on another phone. Your document is checked with it.' },
      venue: { word: 'Venue code (场所码)', what: 'The QR code that hangs at a door. Scan it to note that you were there. It takes no payment.' },
      contact: { word: 'Close contact (密切接触者)', what: 'Somebody who was near a person with a confirmed infection.' },
      home: { word: 'Observation at home (居家观察)', what: 'You stay at home, take your temperature and check in each day.' },
      facility: { word: 'Observation at a facility (集中观察)', what: 'You stay where you are told to, and medical staff look after you.' },
      risk: { word: 'Medium- or high-risk region (中、高风险地区)', what: 'A county with recent cases, named by the government. A stay there may change your code.' },
      traveller: { word: 'International edition (国际版)', what: 'For who flies to China: a declaration on each of 14 days, and a green code to board.' },
      proxy: { word: 'Filing for somebody (代填)', what: 'You declare for a child, or for an old, ill or disabled person.' },
      appeal: { word: 'Appeal (申诉)', what: 'You say what is wrong with your code or your data. The answer comes within 48 hours.' },
    },
  },
}

export default messages

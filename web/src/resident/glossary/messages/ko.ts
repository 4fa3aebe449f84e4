import type { Shape } from '../../../shared/i18n/messages/shape'
import type { GlossaryMessages } from './zh-CN'

const messages: Shape<GlossaryMessages> = {
  glossary: {
    title: '용어 설명',
    lead: '코드, 메시지, 출입구에서 보게 되는 말입니다.',
    terms: {
      code: { word: '건강코드(健康码)', what: '통행할 수 있는지를 색으로 알려 주는 QR코드입니다.' },
      colours: { word: '녹색, 노란색, 빨간색(绿码、黄码、红码)', what: '녹색은 통행할 수 있습니다. 노란색은 자택에 머무릅니다. 빨간색은 자택이나 시설에 머무르며 외출하지 않습니다.' },
      declare: { word: '신고(填报)', what: '몸 상태, 만난 사람, 다녀온 곳을 알리는 것입니다. 신고하면 바로 코드가 나옵니다.' },
      checkin: { word: '건강 체크(打卡)', what: '관찰 기간에 매일 하는 신고입니다. 하루를 거르면 처음부터 다시 셉니다.' },
      streak: { word: '연속 일수(连续天数)', what: '오늘까지 빠짐없이 건강 체크를 한 날의 수입니다.' },
      show: { word: '코드 제시(亮码)', what: '휴대전화의 코드를 출입 담당자에게 보여 주거나 스캔하게 하는 것입니다.' },
      copy: { word: '사본(副本)', what: '그림이나 인쇄물, 다른 휴대전화에 표시된 코드입니다. 신분증을 함께 확인합니다.' },
      venue: { word: '장소코드(场所码)', what: '출입구에 걸린 QR코드입니다. 스캔하면 방문이 등록됩니다. 결제 코드가 아닙니다.' },
      contact: { word: '밀접 접촉자(密切接触者)', what: '확진자와 가까이 있었던 사람입니다.' },
      home: { word: '자택 관찰(居家观察)', what: '집에 머무르며 매일 체온을 재고 건강 체크를 합니다.' },
      facility: { word: '시설 관찰(集中观察)', what: '지정된 곳에 머무르며 의료진의 보살핌을 받습니다.' },
      risk: { word: '중·고위험 지역(中、高风险地区)', what: '최근 환자가 나와 정부가 지정한 현·구입니다. 다녀오면 코드 색이 바뀔 수 있습니다.' },
      traveller: { word: '국제판(国际版)', what: '비행기로 중국에 가는 분을 위한 것입니다. 14일 동안 매일 신고하고, 녹색 코드여야 탑승합니다.' },
      proxy: { word: '대리 신고(代填)', what: '어린이, 노인, 환자, 장애인을 대신해 신고하는 것입니다.' },
      appeal: { word: '이의 신청(申诉)', what: '코드나 개인정보의 틀린 점을 알리는 것입니다. 48시간 안에 답변이 옵니다.' },
    },
  },
}

export default messages

import type { Shape } from '../../../shared/i18n/messages/shape'
import type { WelcomeMessages } from './zh-CN'

const messages: Shape<WelcomeMessages> = {
  welcome: {
    title: '나의 건강코드',
    heading: '외출할 때는 코드부터',
    lead: '양식 하나만 작성하시면 3분 안에 건강코드가 나옵니다. 녹색이면 성(省) 전체에서 통행하실 수 있습니다.',
    start: '전화번호로 시작',
    travel: '해외에서 중국으로 갑니다',
    steps: { phone: '전화번호', who: '신원', declare: '건강', code: '내 코드' },
    promise: '개인정보는 방역에만 씁니다. 언제든지 보고 삭제하실 수 있습니다.',
  },
}

export default messages

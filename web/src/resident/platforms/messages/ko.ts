import type { Shape } from '../../../shared/i18n/messages/shape'
import type { PlatformsMessages } from './zh-CN'

const messages: Shape<PlatformsMessages> = {
  platforms: {
    name: { wechat: 'WeChat', alipay: 'Alipay' },
    logIn: '{name}으로 로그인',
    first: '아직 연결하지 않았다면 먼저 전화번호로 한 번 로그인해 주십시오.',
    unbound: '이 {name} 계정은 아직 건강 코드 계정에 연결되지 않았습니다. 전화번호로 한 번 로그인하면 연결할 수 있습니다.',
    going: '여는 중…',
    keepsNothing: '이 페이지는 내용을 저장할 수 없어 {name} 로그인을 쓸 수 없습니다. 전화번호로 로그인하거나 휴대전화의 브라우저에서 열어 주십시오.',
    otherBrowser: '이 페이지에서 시작한 로그인이 아닙니다. 다시 로그인해 주십시오.',
    checking: '본인을 확인하는 중…',
    failed: '로그인되지 않았습니다',
    again: '다시 시도',
    byPhone: '전화번호로 로그인',
    bindHeading: '앞으로 {name}으로 로그인하시겠습니까?',
    points: {
      kept: '{name}은 번호 하나만 알려 주며, 그것으로 본인임을 압니다. {name}의 이름이나 친구는 볼 수 없습니다.',
      others: '다른 기기는 로그아웃되며, 문자로 알려 드립니다.',
      code: '비밀번호와 전화번호 변경, 등록 삭제에는 계속 문자 인증번호가 필요합니다.',
      end: '‘내 정보’에서 언제든 연결을 해제할 수 있습니다.',
    },
    bind: '{name} 연결',
    binding: '연결하는 중…',
    notNow: '나중에',
    list: 'WeChat·Alipay 로그인',
    what: '연결하면 WeChat이나 Alipay에서 건강 코드를 열 때 문자 없이 로그인합니다.',
    since: '{day} 연결',
    none: '연결되지 않음',
    unbind: '연결 해제',
    unbindSure: '{name}으로 로그인한 기기가 로그아웃됩니다. 해제하시겠습니까?',
    unbinding: '해제하는 중…',
    ended: '연결을 해제했습니다.',
    openThere: '{name}에서 건강 코드를 열면 연결할 수 있습니다.',
    noFiles: '{name}에서는 파일을 저장할 수 없습니다. 오른쪽 위 ‘…’에서 ‘브라우저에서 열기’를 고르고, 로그인한 뒤 저장해 주십시오.',
    messages: {
      title: 'WeChat 알림',
      what: 'WeChat에서 한 번 동의하실 때마다 한 건을 받으십니다. 메시지가 있다는 것만 나오고 개인 정보는 나오지 않습니다.',
      none: '남은 건수가 없어 선택하신 다음 방법으로 알려 드립니다.',
      agree: '한 건 더 동의',
      agreed: 'WeChat으로 한 건을 더 받으실 수 있습니다.',
      cancelled: '이번에는 동의하지 않으셨습니다. 바뀐 것은 없습니다.',
      there: '더 동의하시려면 WeChat에서 건강 코드를 열고 ‘내 정보’에서 ‘알림’을 선택해 주십시오.',
      bindFirst: '먼저 WeChat을 계정에 연결하시면 WeChat으로 알림을 받으실 수 있습니다.',
      bindThere: 'WeChat에서 건강 코드를 열고 ‘내 정보’에서 ‘알림’을 선택하시면 연결하고 동의하실 수 있습니다.',
      elsewhere: '이 페이지에서 시작한 동의가 아니어서 인정되지 않습니다. 다시 동의해 주십시오.',
      keepsNothing: '이 페이지는 내용을 저장할 수 없어 여기서는 동의하실 수 없습니다. 문자나 이메일을 이용해 주십시오.',
      keeping: '저장하는 중…',
    },
  },
}

export default messages

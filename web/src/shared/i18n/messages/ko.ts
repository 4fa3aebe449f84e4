import type { Shape } from './shape'
import type { shared as chinese } from './zh-CN'

export const shared: Shape<typeof chinese> = {
  brand: 'Kangma',
  close: '닫기',
  show: '보기',
  hide: '숨기기',
  back: '뒤로',
  next: '계속',
  step: '{of}단계 중 {n}단계',
  skip: '본문으로 건너뛰기',
  day: { choose: '날짜 선택', today: '오늘', yesterday: '어제', earlier: '더 이전 날짜', date: '날짜' },
  optional: '선택 사항',
  done: '완료',
  listSeparator: ', ',
  retry: '다시 시도',
  clock: { here: '{local} (베이징 시간 {beijing})', beijing: '{time} (베이징 시간)', kept: '네트워크에 연결되어 있지 않습니다. {at} 기준 내용입니다.' },
  loading: '여는 중…',
  otherLanguage: '中文',
  largeText: '큰 글씨',
  colour: {
    green: { word: '녹색', act: '통행 가능' },
    yellow: { word: '노란색', act: '자택 관찰' },
    red: { word: '빨간색', act: '격리 관찰' },
    none: { word: '코드 없음', act: '먼저 신고해 주십시오' },
  },
  error: {
    check: '고칠 곳이 {n}군데 있습니다',
    network: '네트워크에 연결되어 있지 않습니다. 입력한 내용은 이 휴대전화에 남아 있으니 잠시 후 다시 시도해 주십시오.',
    session: '로그인이 만료되었습니다. 다시 로그인해 주십시오.',
    proof: '본인 확인이 되지 않아 아무것도 바뀌지 않았습니다.',
    unknown: '시스템에 문제가 생겼습니다. 본인의 잘못이 아닙니다. 1분 후 다시 시도하시고, 계속되면 12345로 전화해 주십시오.',
    wait: '요청이 너무 많습니다. {time} 후 다시 시도해 주십시오.',
    seconds: '{n}초',
    minutes: '{n}분',
    piece: '이 페이지를 열지 못했습니다. 네트워크가 끊겼을 수 있습니다.',
  },
}

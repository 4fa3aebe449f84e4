import type { RiskMessages } from './zh-CN'

const messages: RiskMessages = {
  risk: {
    title: '위험 등급',
    today: '{day} 등급',
    home: '사는 곳',
    near: '{province} 안',
    been: '최근 14일 동안 다녀온 곳',
    levels: { low: '저위험', medium: '중위험', high: '고위험', key: '중점 지역', none: '등급 없음' },
    since: '{day}부터',
    untilFurther: '별도 공지가 있을 때까지',
    until: '{day}까지',
    ofCity: '{name} 전체의 등급입니다',
    ofProvince: '{name} 전체의 등급입니다',
    parts: '이 가운데 {n}개 동네는 등급이 따로 있습니다',
    partsHint: '동네의 등급은 현·구 전체의 코드를 바꾸지 않습니다.',
    part: '{level}, {day}부터',
    moreParts: '{n}개 더 보기',
    nothingNear: '지금 성 안에 중위험이나 고위험 지역이 없습니다.',
    nothingBeen: '최근 14일 동안 다녀온 곳을 신고하지 않으셨습니다.',
    noHome: '사는 곳이 등록되지 않았습니다. 등록하시면 주변의 등급이 여기에 표시됩니다.',
    stayed: '{from}~{until}',
    stayedOn: '{from}',
    what: '고위험 지역에 다녀오면 빨간색, 중위험 지역은 노란색이 됩니다. 본인에게 적용되는 것은 ‘내 코드’의 색입니다.',
    myCode: '내 코드 보기',
  },
}

export default messages

import type { RiskMessages } from './zh-CN'

const messages: RiskMessages = {
  risk: {
    title: 'リスクレベル',
    today: '{day}のレベル',
    home: '住んでいる場所',
    near: '{province}の中',
    been: 'この14日間に行った場所',
    levels: { low: '低リスク', medium: '中リスク', high: '高リスク', key: '重点地域', none: '評価なし' },
    since: '{day}から',
    untilFurther: '次の発表まで',
    until: '{day}まで',
    ofCity: '{name}全体のレベルです',
    ofProvince: '{name}全体のレベルです',
    parts: 'このうち{n}か所の町・団地には別のレベルがあります',
    partsHint: '町・団地のレベルは、県・区全体のコードには影響しません。',
    part: '{level}、{day}から',
    moreParts: 'あと{n}か所を表示',
    nothingNear: '省内には今、中リスク・高リスクの地域はありません。',
    nothingBeen: 'この14日間に申告した場所はありません。',
    noHome: 'お住まいの登録がありません。登録すると、周辺のレベルをここに表示します。',
    stayed: '{from}～{until}',
    stayedOn: '{from}',
    what: '高リスク地域にいた方は赤コード、中リスク地域にいた方は黄コードになります。実際の判断は、ご自分のコードをご覧ください。',
    myCode: '私のコードを見る',
  },
}

export default messages

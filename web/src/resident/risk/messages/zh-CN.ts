const messages = {
  risk: {
    title: '风险等级',
    today: '{day}的等级',
    home: '我住的地方',
    near: '{province}内',
    been: '我近 14 天到过的地方',
    levels: { low: '低风险', medium: '中风险', high: '高风险', key: '重点地区', none: '没有评级' },
    since: '从{day}起',
    untilFurther: '到另行通知为止',
    until: '到{day}为止',
    ofCity: '等级是{name}全市的',
    ofProvince: '等级是{name}全省的',
    parts: '其中有 {n} 个小区或街道另有等级',
    partsHint: '小区的等级不影响全区的健康码。',
    part: '{level}，从{day}起',
    moreParts: '再看 {n} 个',
    nothingNear: '省内现在没有中、高风险地区。',
    nothingBeen: '近 14 天没有填报到过的地方。',
    noHome: '还没有填写住址。填了住址，这里会显示附近的等级。',
    stayed: '{from}至{until}',
    stayedOn: '{from}',
    what: '高风险会让到过的人转红码，中风险转黄码。您的码以“我的码”为准。',
    myCode: '看我的码',
  },
}
export type RiskMessages = typeof messages
export default messages

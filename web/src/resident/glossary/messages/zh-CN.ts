const messages = {
  glossary: {
    title: '词语解释',
    lead: '这些词在码上、消息里和门口会碰到。',
    terms: {
      code: { word: '健康码', what: '一张二维码，用颜色说明现在能不能通行。' },
      colours: { word: '绿码、黄码、红码', what: '绿码可以通行；黄码在家观察；红码在家或集中观察，不外出。' },
      declare: { word: '填报', what: '说明身体情况、接触过谁、去过哪里。填完马上有码。' },
      checkin: { word: '打卡', what: '观察期间每天填报一次。漏一天，天数重新数。' },
      streak: { word: '连续天数', what: '到今天为止没有间断的打卡天数。' },
      show: { word: '亮码', what: '把手机上的码给门口的人看或扫。' },
      copy: { word: '副本', what: '图片、打印件或别的手机上的码。查验时要看证件。' },
      venue: { word: '场所码', what: '挂在门口的二维码。扫它，就登记您来过。它不是付款码。' },
      contact: { word: '密切接触者', what: '和确诊的人近距离在一起过的人。' },
      home: { word: '居家观察', what: '留在家里，每天量体温、打卡。' },
      facility: { word: '集中观察', what: '住在指定的地方，由医护人员照看。' },
      risk: { word: '中、高风险地区', what: '最近有病例的县、区，由政府公布。去过那里，码可能变色。' },
      traveller: { word: '国际版', what: '给从国外乘飞机到中国的人：连续 14 天每天填报，绿码才能登机。' },
      proxy: { word: '代填', what: '替孩子、老人、病人或残疾人填报。' },
      appeal: { word: '申诉', what: '觉得码或资料不对，说明哪里不对。48 小时内答复。' },
    },
  },
}

export type GlossaryMessages = typeof messages
export default messages

const review = {
  lastDays: '最近 14 天', moreDays: '更早的记录', nothing: '最近 14 天没有记录。', corrected: '已更正', about: '涉及',
  templates: '答复模板', language: { 'zh-CN': '中文', en: '英文' }, left: '还可写 {n} 字',
  next: '下一件', toWork: '回到我的工作', toList: '全部', reason: '理由', needReason: '请写明理由', needAnswer: '请写明答复', again: '重新查看',
  covered: '内容已遮盖。', back: '返回列表',
  agreeing: '是否一致', agrees: '一致', differs: '不同', sending: '正在发送…', keys: { reason: '写理由' },
  noSymptom: '无症状',
  symptom: { fever: '发热', dry_cough: '干咳', fatigue: '乏力', sore_throat: '咽痛', shortness_of_breath: '气促', diarrhea: '腹泻', other_respiratory: '其他呼吸道症状' },
  contact: { confirmed: '接触过确诊者', suspected: '接触过疑似者', symptomatic: '接触过有症状者' },
  test: { negative: '检测阴性', positive: '检测阳性', pending: '检测待出结果' },
  document: { id_card: '居民身份证', residence_permit: '港澳台居民居住证', foreign_permanent: '外国人永久居留身份证', passport: '护照', travel_document: '旅行证', hk_macao_permit: '港澳居民来往内地通行证', taiwan_permit: '台湾居民来往大陆通行证' },
  sex: { male: '男', female: '女' },
}

export type ReviewMessages = typeof review
export default review

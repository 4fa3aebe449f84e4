const messages = {
  calendar: {
    save: '放进手机日历，到时候提醒',
    saved: '已保存日历文件，打开它就会加进日历。没有网络也会提醒。',
    flight: '航班 {flight}',
    flightWhat: '登机前打开康码，出示绿码。',
    declare: '填报健康情况',
    declareWhat: '每 24 小时一次。还剩 2 小时。',
    checkin: '健康打卡',
    checkinWhat: '每天一次，漏一天要重新数。',
  },
}

export type CalendarMessages = typeof messages
export default messages

import review from '../../../review/messages/zh-CN'

const photos = {
  none: '没有待审的照片。', what: '照片', where: '地区', size: '尺寸', since: '收到', received: '收到于 {time}', later: '先看下一张',
  look: '查看照片', larger: '放大', smaller: '缩小', turn: '旋转', whole: '看全图', expired: '照片的链接只有两分钟有效。每次查看都会留下记录。',
  said: '本人所填的证件', correctedWhat: '照片通过后，更正后的号码将代替原号码。',
  field: { type: '证件', number: '号码', corrected: '更正为', name: '姓名', birth: '出生日期', sex: '性别', nationality: '国籍', country: '签发国', expires: '有效期至' },
  decide: '处理', accept: '通过', reject: '退回', sending: '正在发送…', why: '退回的原因', whyHint: '本人会看到，也会用短信发送。通过则不需填写。',
  status: { awaiting: '尚未收到', received: '待审', accepted: '已通过', rejected: '已退回' },
  done: { awaiting: '照片尚未收到。', received: '已收到', accepted: '已通过，已告知本人。', rejected: '已退回，已告知本人原因。' },
  changed: '这张照片已由他人处理。',
  keys: { first: '打开第一张', accept: '准备通过', reject: '写退回的原因', next: '下一张', larger: '放大', smaller: '缩小', turn: '旋转', whole: '看全图' },
}

const messages = { review, photos }
export type PhotoMessages = typeof messages
export default messages

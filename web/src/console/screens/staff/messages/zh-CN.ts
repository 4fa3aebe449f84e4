const messages = {
  staff: {
    login: '账号', roles: '角色', role: '角色', region: '地区', state: '状态', id: '编号', lastLogin: '最近登录', neverIn: '从未', sessions: '在 {n} 台设备上登录 | 在 {n} 台设备上登录', everyRole: '全部角色', withOff: '包括已停用的', you: '您', back: '全部人员', none: '没有符合的人员。', notThere: '您的地区没有这个账号。',
    approves: '谁可以审批', anybody: '不限', may: '有 {n} 人可以审批{region}的“{kind}”。', wider: '管辖范围比您大的账号不在您的名单里，他们也可以。', noneMay: '您的名单里没有人可以审批。',
    standing: { on: '启用', off: '已停用', invited: '已邀请，未设置', nobody: '无人名下，不能决定' }, notEnrolled: '本人还没有设置。', noDocument: '账号背后没有具体的人，不能作任何决定。',
    what: { gate: '在门口查码', reviewer: '照片、找回、申诉', epidemiologist: '病例、接触者、风险等级', supervisor: '复核同意、巡看、管理账号', auditor: '查看审计，不作决定', exchange_desk: '与各方的消息' },
    change: '变更', regionHint: '账号管辖的范围。可用汉字、拼音或代码。', reason: '理由', reasonHint: '会记入审计。', switchOn: '重新启用', switchOff: '立即停用', takeAway: '收回', propose: '提出', sending: '正在发送…',
    effect: { none: '还没有改动。', one: '只是收回：由您一人办理，立即生效。', two: '有新增或扩大：要另一位主管同意。', guard: '查验员不作决定：立即生效。' },
    done: '已办理，从现在起生效；该账号已登录的会话就此结束。', waits: '已提出，等另一位主管。', own: '这是您自己的账号，由别的主管变更。', see: '查看', waiting: '待审批的账号变更',
    renewTitle: '验证器或通行密钥丢失', renewWhat: '本人会收到新的邀请，自己重新设置登录方式；在此之前旧的仍有效。要另一位主管同意。', renew: '重新设置', renewHow: '另一位主管同意后，{login} 会收到新的邀请。', sameContact: '不填：发到上次的地方。', renewWaits: '已提出。另一位主管同意后发出邀请。', sent: '邀请正在发送。',
    invite: '邀请', inviteTitle: '邀请人员', inviteWaits: '已提出。另一位主管同意后发出邀请。', loginHint: '至少 3 个字母或数字，以后不能改。', document: { id_card: '居民身份证', residence_permit: '港澳台居民居住证', foreign_permanent: '外国人永久居留身份证', passport: '护照', travel_document: '旅行证', hk_macao_permit: '港澳居民来往内地通行证', taiwan_permit: '台湾居民来往大陆通行证' },
    documentType: '证件', documentNumber: '证件号码', documentHint: '一个人只有一个账号。以后谁也看不到号码。', country: '签发国家', phone: '电话', email: '电子邮箱（没有电话时）', contactHint: '邀请发到这里。',
    needLogin: '账号至少要 3 个字母或数字，中间可用 . _ -', needRole: '请选择角色', needNumber: '请核对证件号码', needCountry: '请填写国家代码', needContact: '请填写电话或电子邮箱', needReason: '请写明理由',
  },
}

export type StaffMessages = typeof messages
export default messages

const messages = {
  venues: {
    title: '场所', back: '全部场所', next: '下一个', name: '名称', type: '类型', region: '地区', since: '登记时间', decidedAt: '审核时间', says: '登记内容', address: '地址', location: '位置', creditCode: '统一社会信用代码',
    temperature: '要求测温', yes: '是', no: '否', contact: '联系人', showContact: '显示姓名和电话', reason: '理由',
    status: { awaiting: '待审', approved: '已通过', refused: '未通过', closed: '已关闭' },
    none: { awaiting: '没有待审的场所。', approved: '没有已通过的场所。', refused: '没有未通过的场所。', closed: '没有已关闭的场所。' },
    decision: '审核', reasonHint: '不通过时要写明理由，场所管理员看得到。', needReason: '请写明不通过的理由', act: { awaiting: '待审批', approved: '通过', refused: '不通过', closed: '关闭' },
    done: { awaiting: '待审批', approved: '已通过：场所码从现在起有效。', refused: '未通过。管理员看得到您的理由。', closed: '已关闭：场所码不再有效。' },
    changed: '原来是“{from}”，现在是“{to}”。', keys: { approve: '到“通过”', refuse: '到不通过的理由' },
    door: '门口的码', posters: '第 {serial} 批海报有效，自 {since} 起。', download: '海报（PDF）', code: { screen: '屏幕码', poster: '海报码' }, expires: '有效期到 {at}', revoke: '作废全部海报', revokeWhat: '以前打印的海报立刻全部失效。换上新海报之前，来访者扫码会被告知。', revoked: '已作废，请打印新海报。',
    members: '在此工作的人', role: '角色', roles: { manager: '管理员', guard: '查验员' }, phone: '电话', added: '加入时间', noMembers: '没有人。',
  },
}

export type VenueMessages = typeof messages
export default messages

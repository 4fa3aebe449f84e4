const messages = {
  case: {
    keys: { new: '录入病例' },
    document: '证件尾号', kindLabel: '类型', on: '诊断日', region: '地区', source: '来源', desk: '人工录入', changed: '更新', statusLabel: '状态', openedFrom: '录入不早于', ownRegion: '本地区', none: '没有这样的病例。', new: '录入病例', toList: '回到列表',
    kind: { confirmed: '确诊', suspected: '疑似', asymptomatic: '无症状' }, status: { open: '在管', released: '已解除', excluded: '已排除', withdrawn: '已撤回', died: '已死亡' },
    nameMatch: { waiting: '姓名待比对', other: '号码是别人的' }, nameMatchWhat: { waiting: '所给姓名与此号码登记的不同，比对清楚前不影响任何人。', other: '经比对，此号码是别人的，不影响任何人。' },
    newTitle: '录入病例', newWhat: '提交后是提议，另一名流调人员同意后才生效。', ofPerson: '人员编号 {id}', name: '姓名', nameHint: '可不填；与登记不同的会先比对。', regionHint: '汉字、拼音、首字母或代码', note: '依据', noteHint: '例如检测报告编号。会记入审计。', propose: '提议', sending: '正在提交…',
    day: { on: '诊断日', onset_on: '发病日', sampled_on: '采样日', isolated_on: '隔离日', released_on: '解除日', last_exposure: '最后接触日' },
    need: { on: '请填诊断日', region: '请选地区', note: '请写明依据', reason: '请说明原因', released_on: '请填解除日', last_exposure: '请填最后接触日', ticked: '请先勾选', narrow: '没勾选的太多。请先按场所或分钟数缩小范围。' },
    inForce: '已生效。', waits: '已提议，等另一名流调人员决定。', changedNow: '已生效。', seeProposal: '去看', noEffect: { older: '来源早前的说法，只作记录。', known: '来源已经说过，没有变化。' }, noEffectMark: { older: '旧版本' },
    gone: '本地区没有此编号的病例。', idIs: '编号 {id}', toPerson: '看此人经过', nobody: '此证件还没有人领码。', open: '打开', nothing: '无',
    disagreement: '{time}起各来源说法不一，需要决定。', proposalOpen: '有一项提议正等决定。', history: '经过（{n} 个版本）', decision: '看决定', otherSource: '另一来源 {source}：{kind}，{status}', reason: '原因',
    way: {
      release: { act: '解除', means: '立即生效，其密切接触者不变。会列入“一人放宽”供主管查看。' }, exclude: { act: '排除', means: '立即生效，只因此病例的密切接触者同时解除。会列入“一人放宽”供主管查看。' }, withdraw: { act: '撤回', means: '当作从来没有，立即生效，只因此病例的密切接触者同时解除。会列入“一人放宽”供主管查看。' },
      edit: { act: '更改', means: '使人变差的更改要另一名流调人员同意，其他的立即生效。' }, reopen: { act: '重新在管', means: '另一名流调人员同意后生效，此前不变。' }, died: { act: '登记死亡', means: '另一名流调人员同意后生效。' },
    },
    becauseLabel: '为什么撤回', because: { none: '其他', wrong_result: '检测结果有误', other_person: '是别人的结果' },
    tab: { venues: '场所与同处', contacts: '密切接触者', corrections: '更正送达' },
    window: '{from}至{until}查来源；{exposing}起可能传给别人。', windowNever: '{from}至{until}查来源；没有可能传给别人的日子。', elsewhere: '另有 {n} 次到访在别的地区。', visits: '去过的场所', noVisits: '这些天在本地区没有到访记录。', metAll: '同时在场的人', metNobody: '没有别人在场。',
    venue: '场所', everyVenue: '全部场所', came: '到', left: '离开', notKnown: '不知道，最晚 {until}', metThere: '同处人数', who: '谁', minutes: '分钟', suspectMinutes: '存疑分钟', when: '哪段', exposing: '可能被传染', before: '更早（查来源）', where: '在哪里', last: '最后同处', suspect: '可能不实', thereFrom: '{from} 至 {until} 在场的所有人',
    exposed: '可能被传染的人', exposedNobody: '没有可能被传染的人。', noVisitsKnown: '没有已知的到访，无法据此找人。调查或名单上的人可以单独列入。', noneFits: '没有符合条件的人。', noContactsOf: '此病例已排除或撤回，不能再提议密切接触者。', leastMinutes: '至少几分钟', withSuspect: '算上可能不实的到访', withKnown: '也显示已列入的（{n} 人）', loadingPeople: '已读取 {n} / {of} 人…', waitForAll: '还没有读完所有人，读完后才能提议。',
    certainty: '把握', certain: { certain: '确定', uncertain: '离开时间不明', suspect: '可能不实' }, colourNow: '现在颜色', noColour: '不显示', already: '是否已列入',
    standing: { none: '没有', proposed: '已提议', confirmed: '已认定', held: '熔断中', waiting_match: '姓名待比对', other_person: '号码是别人的', no_effect: '已过期，无影响', withdrawn: '已撤回', declared: '自报' },
    contactKindLabel: '作为', contactKind: { close: '密切接触者', building: '同楼人员' }, proposeThese: { close: '提议这 {n} 人为密切接触者', building: '提议这 {n} 人为同楼人员' }, oneMade: '已提议这一名接触者，等另一名流调人员决定。', listMade: '已提议 {n} 人，等另一名流调人员决定。', listDiffers: '勾选的是 {n} 人：有人的到访刚刚变了，请看名单。',
    nameOne: '单独列入一人', nameOneWhat: '电话调查、航班或住户名单上的人。另一名流调人员同意后生效。', proposeOne: '提议列入', groundLabel: '怎么知道的', ground: { phone_interview: '电话调查', flight_list: '航班名单', residents_list: '住户名单', exposure: '同处一地', other: '其他', declared: '本人自报' },
    contacts: '已列入的', noContacts: '还没有密切接触者。', lastDay: '最后接触日', knownSince: '列入', act: '处理', takeBack: '撤回', takeBackTitle: '撤回尾号 {last4}', takeBackWhat: '当作从来不是。立即生效，会告诉本人，并列入“一人放宽”。',
    noCorrections: '没有更正过。', correctedAt: '{time} 更正', allReached: '没有待送达的', onItsWay: '送达中', copy: '副本', copyState: '状态', copyWhen: '时间', copyEnds: '最晚 {time}', people: '{n} 人',
    copies: { evidence: '证件名下的依据', kept_evidence: '注销后保留的依据', person: '本人记录', state: '本人状态、颜色和在线核验', notice: '给本人的消息', contacts: '此病例的密切接触者', token: '手机上的码', printed: '打印件和截图', statistics: '统计', other_regions: '其他地区', credit_register: '信用记录', exports: '导出的文件', backups: '备份', refused_at_gates: '已被检查点拒绝的人', audit: '审计' },
    copyStatus: { done: '已更正', pending: '送达中', ends_by: '到时自行失效', not_reachable: '无法送达', not_sent: '没有发送过' },
  },
}
export type CaseMessages = typeof messages
export default messages

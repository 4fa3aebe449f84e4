const messages = {
  enter: {
    new: '新建', newTitle: '新的批量录入', none: '还没有批量录入。', origin: '来源', kindOf: '种类', state: '状态', region: '地区', began: '开始', everyKind: '全部种类', everyState: '全部状态',
    kind: { contacts: '密切接触', cases: '病例', travel: '行程', designations: '赋码', ratings: '地区等级', registrations: '以前的登记' },
    kindHint: {
      contacts: '谁接触过病例：证件号码、接触类型、最后接触日期。', cases: '谁是病例：证件号码、病例类型、确诊日期。', travel: '谁在哪里停留过：证件号码、地区、到达日期。',
      designations: '给谁赋什么颜色：证件号码、颜色、依据、文号。', ratings: '哪个地区什么等级：地区、风险等级、起始日期。', registrations: '其他健康码的登记：证件号码、健康码名称、注册日期。',
    },
    status: { entering: '正在录入', awaiting: '等待文件', reading: '正在读取', checked: '已检查', applying: '正在生效', done: '完成', stopped: '已停止', unreadable: '无法读取', undoing: '正在撤销', undone: '已撤销' },
    originField: '这份名单来自哪里', originHint: '如“城东区疾控 3 月 10 日密接名单”。同事会看到，不要写姓名或号码。', needOrigin: '请写明来源',
    how: '怎样录入', wayTyped: '从表格粘贴，或在这里填写（最多 2,000 行）', wayFile: '上传文件', file: '文件', fileHint: 'CSV、Excel（.xlsx）或 JSON 行。CSV 最大 200 MB，Excel 最大 50 MB。',
    needFile: '请选择文件', noList: '请选择 .csv、.xlsx 或 .jsonl 文件', emptyFile: '这个文件是空的', largeWorkbook: 'Excel 文件超过 50 MB，请另存为 CSV', largeFile: '文件超过 200 MB，请分成几份',
    sendFile: '上传并检查', toGrid: '打开表格', beginning: '请稍候…', cancel: '取消',
    grid: {
      how: '在 Excel 里复制（可以带表头），点一个格子，粘贴。每个格子随即检查。内容保存在系统里，只有您能看到，不留在这台电脑上。',
      label: '录入的表格', keys: '方向键、回车和 Tab 移动，Esc 离开表格。', needed: '（必填）', twice: '重复',
      count: '{n} 行，{bad} 行有错，{repeated} 行重复', loading: '正在打开…', typed: '还没保存', saving: '正在保存和检查…', saved: '{time} 已保存', failed: '没有保存',
      nextFault: '下一处错误', tooMany: '这里最多 {n} 行，多出的没有放进来。更多请上传文件。', left: '这些列没有放进来：{names}',
      serials: '{n} 个日期是 Excel 的数字，如 {cell}，可能是 {day}。', asDays: '都改成日期', check: '检查 {n} 行', checking: '正在提交…',
      what: '检查后正确的行会提出来，由第二个人决定；有错的行列在那里，可以下载修改。',
    },
    begun: '{time} 开始，{region}', agreed: '{time} 同意', numbers: '数目', parted: { tab: '以制表符分隔', comma: '以逗号分隔', semicolon: '以分号分隔', other: '以其他符号分隔' }, see: '查看',
    sentence: '{lines} 行：{good} 行正确，{bad} 行有错，{repeated} 行重复，{known} 行已知',
    good: '正确', bad: '有错', repeated: '重复', known: '已知', is: { good: '会生效', bad: '要修改后再报', repeated: '文件里已有相同的一行', known: '系统里已有，或已过期', other: '之后' }, other: '撤销', itsLines: '看这些行', goodLines: '正确的行和结果', notYet: '还没处理', notInForce: '没有生效，见有错的行',
    touches: '约涉及 {people} 人：{red} 人转红，{yellow} 人转黄。', unmatched: '另有 {n} 行的人还没有登记：一登记就生效。', namesDiffer: '{n} 行的姓名与登记的不同，比对之前不生效。',
    next: '下一步', uploading: '正在上传 {name}：{percent}%', uploadingLabel: '上传进度', uploadFailed: '{name} 没有传完（{percent}%）。', awaiting: '文件到了会自动读取，通常不到一分钟。',
    reading: '正在读取，已读 {n} 行。可以离开这一页。', proposed: '正确的行已经提出，等第二个人决定。', lapsed: '没有等待决定的提议：可能已过期或被拒绝。停止后再继续，会重新提出。', nothingGood: '没有可以生效的行，所以没有提出。',
    dryRuns: '正在试算会涉及谁…', dryDone: '试算结果：{people} 人，{red} 人转红，{yellow} 人转黄。', dryOpen: '查看试算',
    applying: '正在逐行生效：{percent}%。可以离开这一页。', done: '全部行都处理完了。', undoing: '正在逐行撤销，需要几分钟。', undone: '已全部撤销，如同没有报过。', unreadable: '这个文件读不出来。', stopped: '已停止。已经生效的仍然有效。', byte: '（第 {n} 字节）',
    decide: '查看提议并决定', lookAt: '查看提议', undoOpen: '查看撤销', undoProposed: '撤销已提出，等第二个人决定。', act: { stop: '停止', resume: '继续', 'dry-run': '先试算', undo: '全部撤销', throw: '不要了' },
    undoWhat: '这份名单生效的每一行都撤回，如同没有报过。已经关闭的不再打开。要第二个人同意。', undoYes: '提出撤销', reason: '理由', needReason: '请写理由',
    became: '结果',
    outcome: { accepted: '已生效', left: '还没处理', waiting_match: '等登记或比对姓名', held: '被断路器暂留，等主管', no_effect: '没有影响（已过期或更旧）', known: '已知', failed: '没有成功', own_record: '是提议人或同意人本人', region_outside: '由另一地区管理', other_person: '号码是另一个人的', undone: '已撤销', changed_since: '之后有人作过决定，保留' },
    badLines: '有错的行（{n}）', badLabel: '有错的行，可滚动', line: '行', whole: '内容', empty: '（空）', download: '下载有错的行', downloadWhat: '下载的文件是原来的列，前面多一列“错误 error”。改好后作为新的文件上传，这一列会被忽略。这里的姓名和号码已遮盖，出错的除外。',
    whom: '涉及的行', number: '证件尾号', says: '内容',
    template: {
      title: '这类名单的列', what: '列名、顺序可以不同，多出的列不读取。', save: '下载模板（csv）', file: '{kind}模板', heading: '列名', needed: '必填', needs: '是', may: '否', holds: '填什么', or: '也可写：{names}', oneOf: '以下之一：{words}',
      form: { number: '证件号码，按文本保存，不要让表格改成数字', country: '两位国家代码或国名，如 CN、中国', name: '姓名', region: '六位县级代码，如 630102', rated_region: '六位代码，或只指一个地区的名称，如 城东区', day: '日期，如 2020-03-12', days: '天数，1 到 28', ids: '病例编号或报告编号，几个之间用逗号隔开', words: '文字，最多 120 个字符' },
    },
    columns: '文件的列', columnOf: '文件里的列名', takenFor: '当作', notRead: '不读取', otherColumns: '列认错了，改一下', readAnew: '按这样重新读取', columnTwice: '“{field}”选了两次', written: '文件写法：{how}',
    field: {
      document_type: '证件类型', document_number: '证件号码', document_country: '签发国', name: '姓名', kind: '类型', last_exposure: '最后接触日期', ground: '依据', case_ids: '病例编号', region: '地区', status: '状态', on: '确诊日期', onset_on: '发病日期',
      sampled_on: '采样日期', isolated_on: '隔离日期', released_on: '出院日期', source_ref: '报告编号', colour: '颜色', document_ref: '文号', since: '起始日期', days: '天数', checkins: '打卡天数', place: '停留地区', first: '起始日期', last: '结束日期', reference: '车次航班',
      system: '健康码名称', registered_on: '注册日期', residence: '居住县区', address: '住址', level: '风险等级', area: '范围',
    },
    value: {
      close: '密接', building: '同楼', confirmed: '确诊', suspected: '疑似', asymptomatic: '无症状', open: '在治', released: '出院', excluded: '排除', withdrawn: '撤销', red: '红码', yellow: '黄码', exposure: '接触', phone_interview: '电话流调', flight_list: '航班名单', residents_list: '居民名单', other: '其他',
      quarantine_order: '隔离决定', returnee: '返回人员', cohort_exposure: '同时空', other_public_health: '其他公共卫生', low: '低风险', medium: '中风险', high: '高风险', key: '重点地区', id_card: '身份证', residence_permit: '港澳台居民居住证', foreign_permanent: '外国人永久居留身份证', passport: '护照', travel_document: '旅行证', hk_macao_permit: '来往内地通行证', taiwan_permit: '台胞证',
    },
  },
}

export type EnterMessages = typeof messages
export default messages

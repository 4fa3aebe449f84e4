import review from '../../../review/messages/zh-CN'

const anomalies = {
  none: '没有待处理的读数。', lead: '这些人当时已是黄码或红码。仅凭检查点的读数，不会变为红码。', what: '读数', person: '本人', measured: '测量', at: '测于 {time}', venue: '场所', colours: '目前的颜色', unsaid: '检查点报告异常',
  status: { waiting: '待处理', coloured: '已变黄码', kept: '属实', withdrawn: '已撤回' },
  decide: '处理', reasonHint: '写明依据，写入审计记录。', way: { withdrawn: '撤回读数', kept: '读数属实' },
  done: { waiting: '待处理。', coloured: '已因此变黄。', kept: '读数属实，保留。', withdrawn: '读数已撤回，健康码已重新计算。' }, now: '现在：{status}。',
}

const messages = { review, anomalies }
export type AnomalyMessages = typeof messages
export default messages

import type { Shape } from './shape'
import type { shared as chinese } from './zh-CN'

export const shared: Shape<typeof chinese> = {
  brand: 'Kangma',
  close: '閉じる',
  show: '表示',
  hide: '隠す',
  back: '戻る',
  next: '次へ',
  step: 'ステップ {n}／{of}',
  skip: '本文へ移動',
  day: { choose: '日付を選ぶ', today: '今日', yesterday: '昨日', earlier: 'もっと前の日', date: '日付' },
  optional: '任意',
  done: '完了',
  listSeparator: '、',
  retry: 'もう一度試す',
  clock: { here: '{local}（北京時間 {beijing}）', beijing: '{time}（北京時間）', kept: '通信できません。{at}時点の内容です。' },
  loading: '読み込み中…',
  otherLanguage: '中文',
  largeText: '大きな文字',
  colour: {
    green: { word: '緑コード', act: '通行できます' },
    yellow: { word: '黄コード', act: '自宅で健康観察' },
    red: { word: '赤コード', act: '隔離して健康観察' },
    none: { word: 'コードなし', act: '先に申告してください' },
  },
  error: {
    check: '{n}か所の修正が必要です',
    network: '通信できません。入力した内容はこのスマホに保存してあります。後でもう一度お試しください。',
    session: 'ログインの期限が切れました。もう一度ログインしてください。',
    proof: 'ご本人の確認が終わらなかったため、何も変更していません。',
    unknown: 'システム側で問題が起きました。1分後にもう一度お試しください。続くときは12345に電話してください。',
    wait: '操作の回数が多すぎます。{time}後にもう一度お試しください。',
    seconds: '{n}秒',
    minutes: '{n}分',
    piece: 'このページを開けませんでした。通信が切れているかもしれません。',
  },
}

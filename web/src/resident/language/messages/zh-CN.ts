const messages = {
  language: {
    choose: '语言',
    unreviewed: '还没有人审校过这个译文。',
  },
}
export type LanguageMessages = typeof messages
export default messages

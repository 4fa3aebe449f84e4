import type { Shape } from './shape'
import type { shared as chinese } from './zh-CN'

export const shared: Shape<typeof chinese> = {
  brand: 'Kangma',
  close: 'Close',
  show: 'Show',
  hide: 'Hide',
  back: 'Back',
  next: 'Continue',
  step: 'Step {n} of {of}',
  skip: 'Skip to the main part',
  day: { choose: 'Choose a day', today: 'Today', yesterday: 'Yesterday', earlier: 'An earlier day', date: 'Which day' },
  optional: 'optional',
  done: 'Done',
  listSeparator: ', ',
  retry: 'Try again',
  clock: { here: '{local} (Beijing time {beijing})', beijing: '{time} (Beijing time)', kept: 'No network. This is how it was at {at}.' },
  loading: 'Opening…',
  otherLanguage: '中文',
  largeText: 'Large text',
  colour: {
    green: { word: 'Green', act: 'You may pass' },
    yellow: { word: 'Yellow', act: 'Stay at home' },
    red: { word: 'Red', act: 'Stay in isolation' },
    none: { word: 'No code yet', act: 'Make a declaration first' },
  },
  error: {
    check: 'One thing needs changing | {n} things need changing',
    network: 'No network. What you typed is kept on this phone. Please try again later.',
    session: 'Your login has ended. Please log in again.',
    proof: 'You did not confirm that it is you, so nothing was changed.',
    unknown: 'Something went wrong, and it is not your fault. Try again in a minute; if it stays, call 12345.',
    wait: 'Too many requests. Please try again in {time}.',
    seconds: '{n} s',
    minutes: '{n} min',
    piece: 'This page did not open. The network may be away.',
  },
}

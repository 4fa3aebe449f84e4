import type { RiskMessages } from './zh-CN'

const messages: RiskMessages = {
  risk: {
    title: 'Risk levels',
    today: 'Levels on {day}',
    home: 'Where I live',
    near: 'In {province}',
    been: 'Where I was in the last 14 days',
    levels: { low: 'Low risk', medium: 'Medium risk', high: 'High risk', key: 'Key area', none: 'Not rated' },
    since: 'since {day}',
    untilFurther: 'until further notice',
    until: 'until {day}',
    ofCity: 'This is the level of all of {name}',
    ofProvince: 'This is the level of all of {name}',
    parts: '{n} neighbourhood in it has a level of its own | {n} neighbourhoods in it have levels of their own',
    partsHint: 'The level of a neighbourhood does not change the codes of the whole county.',
    part: '{level}, since {day}',
    moreParts: 'Show {n} more',
    nothingNear: 'Nothing in the province is rated medium or high now.',
    nothingBeen: 'You declared no places in the last 14 days.',
    noHome: 'You have not told where you live. Once you have, the levels near you are shown here.',
    stayed: '{from} to {until}',
    stayedOn: '{from}',
    what: 'Whoever was in a high-risk place turns red, in a medium-risk one yellow. What counts for you is your code.',
    myCode: 'See my code',
  },
}

export default messages

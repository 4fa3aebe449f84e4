import { describe, expect, it } from 'vitest'
import { type Answers, QUESTIONS, answersFrom, blankAnswers, declarationForm, degrees, questionFaults, questionOf } from '../../../src/resident/declare/state/declarationForm'
import { aDeclaration } from '../../support/shapes'

const TODAY = '2020-03-12'

const answered = (changes: Partial<Answers> = {}): Answers => ({
  ...blankAnswers('630102'),
  temperature: '36.5',
  well: true,
  contact: 'none',
  test: 'none',
  away: 'no',
  truth: true,
  ...changes,
})

describe('a temperature', () => {
  it.each([['36.5', 36.5], ['365', 36.5], ['36,5', 36.5], ['３６。５', 36.5], ['37', 37], ['36.', 36], ['', null], ['3', null], ['36.55', null], ['abc', null]])(
    '%s is read as %s',
    (typed, value) => expect(degrees(typed)).toBe(value),
  )

  it.each([['', 'declare.temperature.empty'], ['29.9', 'declare.temperature.range'], ['45.1', 'declare.temperature.range']])('%s: %s', (temperature, key) => {
    expect(questionFaults('temperature', answered({ temperature }), TODAY)).toEqual({ temperature: key })
  })

  it.each(['30.0', '45.0'])('%s is accepted', (temperature) => {
    expect(questionFaults('temperature', answered({ temperature }), TODAY)).toEqual({})
  })
})

describe('the questions', () => {
  it('need an answer each', () => {
    const blank = blankAnswers()
    expect(questionFaults('symptoms', blank, TODAY)).toHaveProperty('symptoms')
    expect(questionFaults('contact', blank, TODAY)).toHaveProperty(['contact.kind'])
    expect(questionFaults('test', blank, TODAY)).toHaveProperty(['test.result'])
    expect(questionFaults('location', blank, TODAY)).toHaveProperty('location')
    expect(questionFaults('stays', blank, TODAY)).toHaveProperty('stays')
    expect(questionFaults('confirm', blank, TODAY)).toHaveProperty('truth')
  })

  it('say in the list of all faults which of them it is', () => {
    const days = answered({ contact: 'confirmed', test: 'negative', away: 'yes', stays: [{ region: '', from: '', until: '' }] })
    for (const answers of [blankAnswers(), days]) {
      const said = QUESTIONS.flatMap((question) => Object.values(questionFaults(question, answers, TODAY)))
      expect(new Set(said).size).toBe(said.length)
    }
  })

  it('need the day after a yes only, and none in the future', () => {
    expect(questionFaults('contact', answered(), TODAY)).toEqual({})
    expect(questionFaults('contact', answered({ contact: 'confirmed' }), TODAY)).toHaveProperty(['contact.on'])
    expect(questionFaults('contact', answered({ contact: 'confirmed', contactOn: '2020-03-13' }), TODAY)).toHaveProperty(['contact.on'])
    expect(questionFaults('contact', answered({ contact: 'confirmed', contactOn: TODAY }), TODAY)).toEqual({})
  })

  it.each([
    [{ region: '', from: '2020-03-01', until: '2020-03-02' }, 'stays.0.region'],
    [{ region: 'IT', from: '2020-03-05', until: '2020-03-04' }, 'stays.0.until'],
    [{ region: 'IT', from: '2020-03-05', until: '2020-03-13' }, 'stays.0.until'],
    [{ region: 'IT', from: '2020-02-01', until: '2020-02-26' }, 'stays.0.until'],
  ])('refuse the stay %o at %s', (stay, field) => {
    expect(Object.keys(questionFaults('stays', answered({ away: 'yes', stays: [stay] }), TODAY))).toEqual([field])
  })

  it.each([['contact.on', 'contact'], ['stays.2.region', 'stays'], ['temperature', 'temperature'], ['truth', 'confirm'], ['strange', 'confirm']])(
    'hold the field %s in %s',
    (field, question) => expect(questionOf(field)).toBe(question),
  )
})

describe('the body that is sent', () => {
  it('has exactly the fields of the contract', () => {
    expect(declarationForm(answered())).toEqual({
      temperature: 36.5,
      symptoms: [],
      contact: { kind: 'none' },
      test: { result: 'none' },
      location: '630102',
      stays: [],
    })
  })

  it('leaves out what a changed answer no longer says', () => {
    const body = declarationForm(answered({ contactOn: '2020-03-10', testOn: '2020-03-10', stays: [{ region: 'IT', from: TODAY, until: TODAY }] }))
    expect([body.contact, body.test, body.stays]).toEqual([{ kind: 'none' }, { result: 'none' }, []])
  })

  it('says the symptoms', () => {
    expect(declarationForm(answered({ well: false, symptoms: ['fever'] })).symptoms).toEqual(['fever'])
  })
})

describe('the daily form', () => {
  it('begins with the last answers and needs nothing more', () => {
    const answers = answersFrom(aDeclaration({ contact: { kind: 'confirmed', on: '2020-03-09' } }), TODAY)
    for (const question of ['temperature', 'symptoms', 'contact', 'test', 'location', 'stays'] as const) {
      expect(questionFaults(question, answers, TODAY)).toEqual({})
    }
    expect(declarationForm(answers).contact).toEqual({ kind: 'confirmed', on: '2020-03-09' })
  })

  it('never assumes a fever again', () => {
    expect(answersFrom(aDeclaration({ temperature: 37.3 }), TODAY).temperature).toBe('')
    expect(answersFrom(aDeclaration({ temperature: 37.2 }), TODAY).temperature).toBe('37.2')
  })

  it('drops stays that ended over 14 days ago', () => {
    const stays = [
      { region: 'IT', from: '2020-02-01', until: '2020-02-26' },
      { region: 'FR', from: '2020-02-01', until: '2020-02-27' },
    ]
    expect(answersFrom(aDeclaration({ stays }), TODAY).stays.map((stay) => stay.region)).toEqual(['FR'])
  })
})

it('a day that is missing is asked for, not compared', () => {
  const faults = (until: string) => questionFaults('stays', answered({ away: 'yes', stays: [{ region: '630102', from: '2020-03-10', until }] }), TODAY)
  expect(faults('')).toEqual({ 'stays.0.until': 'declare.stays.departure' })
  expect(faults('2020-03-09')).toEqual({ 'stays.0.until': 'declare.stays.order' })
})

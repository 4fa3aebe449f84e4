import { expect, it } from 'vitest'

type Words = Record<string, { default: Record<string, never> }>
const declare = import.meta.glob('../../../src/resident/declare/messages/*.ts', { eager: true }) as Words
const help = import.meta.glob('../../../src/resident/help/messages/*.ts', { eager: true }) as Words

it('who asks whether to say that they were away is told of the answer by its name in the form', () => {
  const there = Object.entries(declare).filter(([path]) => !path.endsWith('shape.ts'))
  expect(there).toHaveLength(8)
  for (const [path, words] of there) {
    const { declare: form } = words.default as unknown as { declare: { stays: { yes: string } } }
    const { answers } = help[path.replace('/declare/', '/help/')]!.default as unknown as { answers: { wasAway: { q: string } } }
    expect(answers.wasAway.q.toLowerCase()).toContain(form.stays.yes.toLowerCase())
  }
})

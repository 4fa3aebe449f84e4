import type { Description, Operation, Refusal } from './description'

/** What the page says of the API in a language that the description itself is not in; the pairs are a title and a sentence. */
export interface Catalogue {
  groups: Record<string, string>
  tags: Record<string, [title: string, about: string]>
  operations: Record<string, [title: string, about: string]>
  /** By the English words that stand there. */
  answers: Record<string, string>
  headers: Record<string, string>
  /** The service's own sentences, by code. */
  problems: Record<string, string>
  roles: Record<string, string>
  /** The viewer's own labels, by its names of them. */
  viewer: Record<string, string>
}

const withValues = <Value, Other>(of: Record<string, Value>, change: (value: Value, name: string) => Other): Record<string, Other> =>
  Object.fromEntries(Object.entries(of).map(([name, value]) => [name, change(value, name)]))

/** The same in the catalogue's words; what it has none for stays. */
export function translated(description: Description, words: Catalogue): Description {
  const operation = (each: Operation): Operation => {
    const [title, summary] = words.operations[each.operationId] ?? []
    return title && summary ? { ...each, 'x-title': title, summary, responses: withValues(each.responses, answer) } : each
  }
  const answer = <Answer extends { description?: string }>(each: Answer): Answer =>
    each.description ? { ...each, description: words.answers[each.description] ?? each.description } : each
  const refusal = (each: Refusal): Refusal => ({
    ...answer(each),
    content: withValues(each.content, (content) => ({
      ...content,
      examples: withValues(content.examples, ({ value }) => ({ value: { ...value, detail: words.problems[value.code] ?? value.detail } })),
    })),
    ...(each.headers ? { headers: withValues(each.headers, (header) => ({ ...header, description: words.headers[header.description] ?? header.description })) } : {}),
  })
  return {
    ...description,
    tags: description.tags?.map((tag) => {
      const [title, about] = words.tags[tag.name] ?? []
      return title && about ? { ...tag, 'x-displayName': title, description: about } : tag
    }),
    'x-tagGroups': description['x-tagGroups']?.map((group) => ({ ...group, name: words.groups[group.name] ?? group.name })),
    paths: withValues(description.paths, (methods) => withValues(methods, operation)),
    components: { ...description.components, responses: withValues(description.components.responses, refusal) },
  }
}

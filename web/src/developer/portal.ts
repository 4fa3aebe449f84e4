import type { Description, Operation } from './description'
import { bodyOf, samplesOf } from './samples'

/** The words of an operation's name: `request_code` is "Request code". */
export const titled = (name: string) => name.charAt(0).toUpperCase() + name.slice(1).replaceAll('_', ' ')

/** What is said of an operation beside its own sentence, in the page's language. */
export interface Saying {
  /** Whom it is open to; nobody named where it needs no token. */
  whoMay(roles: string[] | undefined): string
}

/** A schema without what only says that a field may be left out: `X or null`, a default of null, a name made of the field's own. */
export function plain(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(plain)
  if (typeof schema !== 'object' || schema === null) return schema
  const { anyOf, title, default: given, ...rest } = schema as { anyOf?: { type?: string }[]; title?: unknown; default?: unknown }
  const kinds = anyOf?.filter((each) => each.type !== 'null')
  const kept: Record<string, unknown> = kinds?.length === 1 ? { ...rest, ...kinds[0] } : { ...rest, ...(kinds ? { anyOf: kinds } : {}) }
  if (given !== null && given !== undefined) kept.default = given
  // A field may be called `title`: then it is a schema, and stays.
  if (typeof title === 'object') kept.title = title
  return Object.fromEntries(Object.entries(kept).map(([name, each]) => [name, plain(each)]))
}

/** The body with an example where there is one. */
function withExample(operation: Operation, description: Description): Operation['requestBody'] {
  const body = operation.requestBody
  const content = body?.content['application/json']
  if (!body || !content) return body
  return { ...body, content: { ...body.content, 'application/json': { ...content, example: bodyOf(operation, description) } } }
}

function readable(method: string, path: string, operation: Operation, description: Description, saying: Saying): Operation {
  return {
    ...operation,
    summary: operation['x-title'] ?? titled(operation.operationId),
    description: `${operation.summary}\n\n${saying.whoMay(operation['x-roles'])}`,
    ...(operation.requestBody ? { requestBody: withExample(operation, description) } : {}),
    'x-codeSamples': samplesOf(method, path, operation, description),
  }
}

/** The description as people read it: titles, who may, examples, the guide in front, and the address it is called at. */
export function portal(given: Description, base: string, guide: (description: Description) => string, saying: Saying): Description {
  const description = { ...given, servers: [{ url: base }] }
  const paths = Object.entries(description.paths).map(([path, methods]) => [
    path,
    Object.fromEntries(Object.entries(methods).map(([method, operation]) => [method, readable(method, path, operation, description, saying)])),
  ])
  return {
    ...description,
    info: { ...description.info, title: 'Kangma API', description: guide(description) },
    paths: Object.fromEntries(paths),
    components: { ...description.components, schemas: plain(description.components.schemas) as Record<string, object> },
  }
}

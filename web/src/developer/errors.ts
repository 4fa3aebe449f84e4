import type { Description, Problem } from './description'

/** Whether the same request may be sent again as it is, by status. */
const LATER = new Set([429, 503])

const problems = (description: Description): Problem[] =>
  Object.values(description.components.responses)
    .flatMap((refusal) => Object.values(refusal.content).flatMap((content) => Object.values(content.examples).map((example) => example.value)))
    .sort((one, other) => one.status - other.status)

/** Refusals as a Markdown table of status, code, sentence and, in words given, what to do. */
export function errorTable(description: Description, heads: string[], todo: { later: string; change: string }): string {
  const rows = problems(description).map(({ status, code, detail }) => [String(status), `\`${code}\``, detail, LATER.has(status) ? todo.later : todo.change])
  return [heads, heads.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n')
}

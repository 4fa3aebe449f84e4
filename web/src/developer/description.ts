/** As much of an OpenAPI 3.1 document as the portal reads. */
export interface Operation {
  operationId: string
  tags: string[]
  summary: string
  /** What it is called, in the page's language; else it is made of its name. */
  'x-title'?: string
  description?: string
  parameters: { name: string; in: string; required?: boolean; schema: object }[]
  requestBody?: { content: Record<string, { schema: object; example?: unknown }> }
  responses: Record<string, { $ref?: string; description?: string; content?: Record<string, unknown> }>
  security?: object[]
  'x-roles'?: string[]
  'x-codeSamples'?: Sample[]
}

export interface Sample {
  lang: string
  label: string
  source: string
}

export interface Problem {
  status: number
  code: string
  detail: string
}

export interface Refusal {
  description: string
  content: Record<string, { examples: Record<string, { value: Problem }> }>
  headers?: Record<string, { description: string }>
}

export interface Description {
  info: { title: string; version: string; description?: string }
  servers: { url: string }[]
  tags?: { name: string; description: string; 'x-displayName': string }[]
  'x-tagGroups'?: { name: string; tags: string[] }[]
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, object>; responses: Record<string, Refusal> }
}

import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Plugin } from 'vite'
import { type World, blankWorld, handle } from './fakeWorld.ts'

async function bodyOf(request: IncomingMessage): Promise<Record<string, unknown>> {
  const pieces: Buffer[] = []
  for await (const piece of request) pieces.push(piece as Buffer)
  const text = Buffer.concat(pieces).toString()
  return text ? JSON.parse(text) : {}
}

function middleware(world: World) {
  return async (request: IncomingMessage, response: ServerResponse, next: () => void) => {
    const url = new URL(request.url ?? '/', 'http://localhost')
    if (!url.pathname.startsWith('/v1/')) return next()
    const english = (request.headers['accept-language'] ?? '').startsWith('en')
    const answer = handle(world, { method: request.method ?? 'GET', path: url.pathname.slice(3), body: await bodyOf(request), english })
    response.statusCode = answer.status
    response.setHeader('Content-Type', answer.status < 400 ? 'application/json' : 'application/problem+json')
    response.setHeader('X-Request-Id', randomUUID())
    response.end(answer.status === 204 ? undefined : JSON.stringify(answer.body))
  }
}

/** An API in memory for working on the pages alone: `npm run dev`. The SMS code is always 123456. */
export function fakeApi(): Plugin {
  const world = blankWorld()
  return {
    name: 'kangma-fake-api',
    configureServer: (server) => void server.middlewares.use(middleware(world)),
    configurePreviewServer: (server) => void server.middlewares.use(middleware(world)),
  }
}

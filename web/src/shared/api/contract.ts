/** What each path of the API takes and answers, found in its own description (generated.ts) by the path as it is sent. */
import type { paths } from './generated'

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete'
type Pieces<Path extends string> = Path extends `${infer First}/${infer Rest}` ? [First, ...Pieces<Rest>] : [Path]
type Bare<Path extends string> = Path extends `${infer Before}?${string}` ? Before : Path

/** Whether a path as sent is a described one, piece by piece; `{person_id}` stands for any one piece. */
type Fits<Sent extends string[], Described extends string[]> = [Sent, Described] extends [
  [infer One extends string, ...infer Rest extends string[]],
  [infer Name extends string, ...infer Names extends string[]],
]
  ? One extends (Name extends `{${string}}` ? string : Name) ? Fits<Rest, Names> : false
  : [Sent, Described] extends [[], []] ? true : false

type Operation<Path extends string, M extends Method> = {
  [P in keyof paths]: Fits<Pieces<`/v1${Bare<Path>}`>, Pieces<P>> extends true ? paths[P][M] : never
}[keyof paths]

/** What a call takes beside its path; where the API has no such path nothing fits, and the call is a type error. */
export type Rest<Path extends string, M extends Method, Arguments extends unknown[]> =
  [Exclude<Operation<Path, M>, undefined>] extends [never] ? [unknownPath: never] : Arguments

type Json<Part> = Part extends { content: { 'application/json': infer Body } } ? Body : undefined
export type Body<Path extends string, M extends Method> = Operation<Path, M> extends { requestBody: infer Request } ? Json<Request> : undefined
export type Answer<Path extends string, M extends Method> =
  Operation<Path, M> extends { responses: infer All } ? Json<All[keyof All & (200 | 201 | 202 | 204)]> : never

/** The same keys with other sentences: a missing translation is a type error. */
export type Shape<T> = { [K in keyof T]: T[K] extends string ? string : Shape<T[K]> }

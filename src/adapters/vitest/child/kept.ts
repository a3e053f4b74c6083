/**
 * What the child uses of JavaScript and of Node, as it was before any test could replace it: tests fake clocks, spy on `fs`, change
 * prototypes, and not all of them put that back. Calls by these names; loops by index and objects spread instead of iterators.
 */
import { openSync, readFileSync, writeSync } from 'node:fs'
import { relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

const { apply } = Reflect
const own = process
const bytes = Buffer.from.bind(Buffer)
const asText = uncurried(bytes('').toString)

/** A method as a function whose first argument is what it is called on. */
function uncurried<This, Args extends unknown[], Result>(
  method: (this: This, ...args: Args) => Result,
): (self: This, ...args: Args) => Result {
  return (self, ...args) => apply(method, self, args)
}

/** As its own methods, those of `Original` at this moment. */
function keepMethods(Kept: { prototype: object }, Original: { prototype: object }): void {
  const descriptors = Object.getOwnPropertyDescriptors(Original.prototype) as Record<
    string | symbol,
    PropertyDescriptor
  >
  for (const [name, descriptor] of Reflect.ownKeys(descriptors).map(
    (key) => [key, descriptors[key]] as const,
  ))
    if (name !== 'constructor' && descriptor)
      Object.defineProperty(Kept.prototype, name, descriptor)
}

/** Made empty, and gone through by `forEach`: iterators are looked up anew each time. */
export class KeptMap<Key, Value> extends Map<Key, Value> {}
keepMethods(KeptMap, Map)
export class KeptSet<Value> extends Set<Value> {}
keepMethods(KeptSet, Set)
export class KeptWeakSet<Value extends object> extends WeakSet<Value> {}
keepMethods(KeptWeakSet, WeakSet)

const split = uncurried(String.prototype.split) as unknown as (
  text: string,
  by: string,
) => readonly string[]

export const kept = {
  apply,
  bind: uncurried(Function.prototype.bind) as unknown as <T extends (...args: never[]) => unknown>(
    method: T,
    self: unknown,
  ) => T,
  byteLength: Buffer.byteLength.bind(Buffer),
  /** Milliseconds since the epoch. */
  clock: Date.now,
  cpuUsage: own.cpuUsage.bind(own),
  encodeURIComponent,
  /** What tests see of it. */
  environment: (): Readonly<Record<string, string | undefined>> => own.env,
  exec: uncurried(RegExp.prototype.exec),
  fileURLToPath,
  find: uncurried(String.prototype.indexOf) as (text: string, part: string, from: number) => number,
  isArray: Array.isArray,
  keys: Object.keys,
  /** Of maps that are not the child's own. */
  mapClear: uncurried(Map.prototype.clear),
  mapGet: uncurried(Map.prototype.get) as <Key, Value>(
    map: ReadonlyMap<Key, Value>,
    key: Key,
  ) => Value | undefined,
  /** Milliseconds since some moment. */
  now: performance.now.bind(performance),
  openSync,
  pid: own.pid,
  readFileSync,
  RegExp,
  relative,
  round: Math.round,
  sep,
  slice: uncurried(String.prototype.slice),
  sort: uncurried(Array.prototype.sort) as unknown as <T>(
    list: T[],
    compare: (a: T, b: T) => number,
  ) => T[],
  splice: uncurried(Array.prototype.splice) as unknown as <T>(
    list: T[],
    at: number,
    count: number,
  ) => T[],
  split,
  startsWith: uncurried(String.prototype.startsWith),
  stringify: JSON.stringify,
  text: String,
  trim: uncurried(String.prototype.trim),
  /** Without halves of characters. */
  wellFormed: (text: string): string => asText(bytes(text)),
  writeSync,
}

export function push<T>(list: T[], item: T): void {
  list[list.length] = item
}

/** What is added meanwhile is not gone through. */
export function each<T>(list: readonly T[], act: (item: T, index: number) => void): void {
  const { length } = list
  for (let at = 0; at < length; at++) act(list[at] as T, at)
}

export function map<T, U>(list: readonly T[], by: (item: T, index: number) => U): U[] {
  const result: U[] = []
  each(list, (item, index) => {
    push(result, by(item, index))
  })
  return result
}

export function find<T>(list: readonly T[], is: (item: T) => boolean): T | undefined {
  for (let at = 0; at < list.length; at++) if (is(list[at] as T)) return list[at]
  return undefined
}

export function filter<T>(list: readonly T[], is: (item: T) => boolean): T[] {
  const result: T[] = []
  each(list, (item) => {
    if (is(item)) push(result, item)
  })
  return result
}

export function indexOf<T>(list: readonly T[], wanted: T): number {
  for (let at = 0; at < list.length; at++) if (list[at] === wanted) return at
  return -1
}

export function joined(list: readonly string[], by: string): string {
  let text = ''
  each(list, (part, index) => {
    text += index === 0 ? part : by + part
  })
  return text
}

/** JSON of plain data. `JSON.stringify` asks objects, and their prototypes, for a `toJSON`. */
export function toJson(value: unknown): string {
  if (typeof value !== 'object' || value === null) return kept.stringify(value)
  if (kept.isArray(value)) return `[${joined(map(value, toJson), ',')}]`
  const parts: string[] = []
  each(kept.keys(value), (name) => {
    const field = (value as Record<string, unknown>)[name]
    if (field !== undefined) push(parts, `${kept.stringify(name)}:${toJson(field)}`)
  })
  return `{${joined(parts, ',')}}`
}

import type { core } from 'zod'

/**
 * The first fault of a value in one line: `findings[0].id must be L1, L2…, not "../x"`.
 *
 * @param whole what the value itself is called
 */
export function firstFault(
  value: unknown,
  issues: readonly core.$ZodIssue[],
  whole = 'it',
): string {
  const [issue] = issues
  const path = issue?.path ?? []
  const found = path.reduce<unknown>(
    (at, key) => (isObject(at) ? (at as Record<PropertyKey, unknown>)[key] : undefined),
    value,
  )
  const name = path.length === 0 ? whole : printPath(path)
  return `${name} must be ${issue?.message ?? 'valid'}, not ${shown(found)}`
}

/** `findings[3].victims` */
export function printPath(path: readonly PropertyKey[]): string {
  return path
    .map((key, index) =>
      typeof key === 'number' ? `[${String(key)}]` : `${index > 0 ? '.' : ''}${String(key)}`,
    )
    .join('')
}

/** Short, and one line. */
function shown(value: unknown): string {
  if (value === undefined) return 'missing'
  if (isObject(value)) return 'that'
  const text = JSON.stringify(value)
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

export function divide(
  cells: readonly string[],
  durations: Readonly<Record<string, number>>,
  count: number,
): { readonly ms: number; readonly cells: readonly string[] }[]

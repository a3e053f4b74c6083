/** Columns of the terminal that a stream is; undefined: it is none, or does not know how wide it is. */
export function terminalWidth({
  isTTY,
  columns,
}: Pick<NodeJS.WriteStream, 'isTTY' | 'columns'>): number | undefined {
  return isTTY && columns > 0 ? columns : undefined
}

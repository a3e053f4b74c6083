/** V8's message about broken JSON with the place a person can find: Node 20 gives an offset only. */
export function locateJsonFault(content: string, message: string): string {
  const offset = /^(.*) in JSON at position (\d+)/.exec(message)
  if (!offset) return message
  const before = content.slice(0, Number(offset[2])).split('\n')
  return `${offset[1] ?? ''} (line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1})`
}

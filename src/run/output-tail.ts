/** How much of what a run printed is kept: enough for a stack trace and what led to it. */
const KEPT_CHARACTERS = 16_384

export interface OutputTail {
  push(chunk: Buffer | string): void
  /** What was printed since the last `clear`, its beginning left out if it was long. */
  text(): string
  clear(): void
}

export function outputTail(): OutputTail {
  let kept = ''
  let dropped = 0
  return {
    push(chunk) {
      kept += String(chunk)
      if (kept.length > 2 * KEPT_CHARACTERS) {
        dropped += kept.length - KEPT_CHARACTERS
        kept = kept.slice(-KEPT_CHARACTERS)
      }
    },
    text() {
      const over = Math.max(0, kept.length - KEPT_CHARACTERS)
      const all = dropped + over
      return all > 0 ? `[… ${String(all)} characters left out]\n${kept.slice(over)}` : kept
    },
    clear() {
      kept = ''
      dropped = 0
    },
  }
}

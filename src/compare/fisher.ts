/** How sure a difference between two sides must be: the chance of a false alarm per test. */
export const ALPHA = 0.01

/**
 * One-sided Fisher's exact test: how likely is it that side B fails at least as often as it did, if both sides
 * fail equally often? Exact for small counts, where a normal approximation is not. (R. A. Fisher, 1935.)
 *
 * @param a failures and runs of side A
 * @param b failures and runs of side B
 * @returns a probability in [0, 1]
 */
export function fisher(
  a: { failed: number; total: number },
  b: { failed: number; total: number },
): number {
  const failed = a.failed + b.failed
  const total = a.total + b.total
  const most = Math.min(failed, b.total)
  let p = 0
  for (let k = b.failed; k <= most; k++) {
    p += Math.exp(logChoose(b.total, k) + logChoose(a.total, failed - k) - logChoose(total, failed))
  }
  return Math.min(1, p)
}

function logChoose(n: number, k: number): number {
  if (k < 0 || k > n) return -Infinity
  let sum = 0
  for (let i = 1; i <= k; i++) sum += Math.log((n - k + i) / i)
  return sum
}

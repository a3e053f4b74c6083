/** Known findings, beside the config and committed like it. */
export const BASELINE_FILE = 'leakcheck-baseline.json'

/** Files that may hold the configuration, the first of them wins. `package.json` does if it has the key `leakcheck`. */
export const CONFIG_PLACES: readonly string[] = [
  ...['ts', 'mts', 'js', 'mjs', 'json'].map((extension) => `leakcheck.config.${extension}`),
  'package.json',
]

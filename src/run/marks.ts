/**
 * Environment variables that mark what leakcheck started. Children inherit them, whatever session or process
 * group they move to: that is how they are found again. Those that are started without them, by limit-mark.ts.
 */
export const SESSION_MARK = 'LEAKCHECK_SESSION'
export const RUN_MARK = 'LEAKCHECK_RUN'
/** A host that clones itself: its clones cannot change what they inherit, and it serves one request at a time. */
export const HOST_MARK = 'LEAKCHECK_HOST'

/**
 * Environment variables that mark what leakcheck started. Children inherit them, whatever session or process
 * group they move to: that is how they are found again.
 */
export const SESSION_MARK = 'LEAKCHECK_SESSION'
export const RUN_MARK = 'LEAKCHECK_RUN'

/** How a test of a suite that is data behaves. Kinds of state have any name; a process starts with none of any. */
export interface SimulatedTest {
  /** This much of it is there, more than before, after it ran. */
  readonly leaves?: string | readonly Leaving[]
  /** None of this is there after it ran. */
  readonly cleans?: string | readonly string[]
  /** Fails when there is this much (1) of all of these, this often (always). */
  readonly failsAt?: {
    readonly state: string | readonly string[]
    readonly amount?: number
    readonly rate?: number
    /** What the failure says besides, in words: how much of it is there, or who left it. Default: neither. */
    readonly says?: 'how much' | 'who'
  }
  /** Fails unless there is some of each. */
  readonly needs?: string | readonly string[]
  /** Where it would fail because of what is there, or is not, it skips itself. */
  readonly skips?: true
  /** Fails by chance, this often. */
  readonly noise?: number
  /** Fails when nothing else made it fail. */
  readonly broken?: true
  /** Concurrent: fails unless concurrent tests are run one at a time. */
  readonly races?: true
  /** Default: 1. */
  readonly durationMs?: number
}

export interface Leaving {
  readonly state: string
  /** Default: 1. */
  readonly weight?: number
  /** Only once for each test: a set, not a counter. */
  readonly distinct?: true
}

/** `file > describe > test` → how it behaves; in own order. */
export type SimulatedTests = Readonly<Record<string, SimulatedTest>>

export interface SimulatedSuite {
  readonly tests: SimulatedTests
  /** What importing a file leaves. */
  readonly imports?: Readonly<Record<string, readonly Leaving[]>>
  /** By file: something fails behind its last test when there is some of this; `always`: whatever there is. */
  readonly tearDowns?: Readonly<Record<string, string>>
  /** State that is gone so many ms after it was left. */
  readonly forgets?: Readonly<Record<string, number>>
}

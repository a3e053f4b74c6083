import type { RunRecord } from './run.js'

/** What the pipeline tells whoever watches; progress displays are the only readers. */
export type ProgressEvent =
  | {
      readonly kind: 'stage'
      readonly stage: Stage
      readonly total?: number
      readonly detail?: string
    }
  | { readonly kind: 'run-end'; readonly record: RunRecord }
  | { readonly kind: 'notice'; readonly message: string }
  | Outlook
  | FoundPrice

/** What is still to be done, as far as it can be told when runs begin; in ms of wall time from then on. */
export interface Outlook {
  readonly kind: 'outlook'
  /** These runs, and what comes after them. */
  readonly batchMs: number
  readonly laterMs: number
  /** What is left of the budget. */
  readonly mostMs?: number
}

/** Differences were seen: what it takes to confirm and to explain them. Once, before the first repeat. */
export interface FoundPrice {
  readonly kind: 'found'
  /** Tests, and in how many ways they differ. */
  readonly differing: number
  readonly ways: number
  /** Runs to confirm it, and to search and prove who did it: the first is known, the second is what searches mostly take. */
  readonly confirm: number
  readonly explain: number
  readonly ms: number
}

export type Stage =
  | 'discover'
  | 'together'
  | 'lanes'
  | 'alone'
  | 'reverse'
  | 'twice'
  | 'after'
  | 'files'
  | 'pairs'
  | 'shuffle'
  | 'confirm'
  | 'search'
  | 'prove'
  | 'replay'

export type Emit = (event: ProgressEvent) => void

/**
 * How long the database is waited for. These are not settings: each follows from what waits, not from the machine. The
 * server ends a statement that takes too long; that it has answered at all is watched by this side, a little longer, as
 * only it can tell that a connection has gone silent.
 */
import { AsyncLocalStorage } from "node:async_hooks"

/** A person or a program waits for the answer. */
export const ordinaryMs = 30_000
/** One batch of messages or webhooks; and the start of any transaction. */
export const promptMs = 15_000
/** What walks through a whole audience, file or table. */
const patientMs = 2 * 60_000
/** A new version may rewrite a table of many millions. */
export const migrationMs = 4 * 60 * 60_000
/** How much longer than a statement may take its answer is waited for. */
export const answerMarginMs = 2_000
/** For a connection, free or new. */
export const connectMs = 10_000
/** A transaction that nobody ends; longer than one may wait for Meta meanwhile. */
export const idleInTransactionMs = 90_000

const chosen = new AsyncLocalStorage<number>()

/** Statements of `work` may take as long as a batch's do: {@link promptMs}. */
export const promptly = <T>(work: () => T): T => chosen.run(promptMs, work)

/** Statements of `work` may take minutes: {@link patientMs}. */
export const patiently = <T>(work: () => T): T => chosen.run(patientMs, work)

/** How long a statement that starts here may take; undefined where nobody said. */
export const chosenMs = (): number | undefined => chosen.getStore()

import { AsyncLocalStorage } from "node:async_hooks"

const actors = new AsyncLocalStorage<string | undefined>()
const written = /^(member|api_key):[0-9a-f-]{36}$/

/**
 * Whatever `work` writes is recorded as done by this actor, `member:<id>` or `api_key:<id>`: every transaction that
 * starts in it names the actor, and the audited tables' triggers read the name. Undefined: by nobody in particular.
 */
export function actingAs<T>(actor: string | undefined, work: () => T): T {
  return actors.run(actor, work)
}

/** The settings a transaction starts with so that its changes carry their author. */
export function actorScope(): string {
  const actor = actors.getStore()
  if (actor === undefined) return ""
  if (!written.test(actor)) throw new TypeError("An actor is member:<id> or api_key:<id>.")
  return `; SET LOCAL parley.actor = '${actor}'`
}

import type { Shapes } from "../../api/client.ts"

/** Who recorded a consent. Pure. */
export function actorInWords({ actor, actor_name }: Pick<Shapes["ConsentRecord"], "actor" | "actor_name">) {
  const [kind] = actor.split(":")
  switch (kind) {
    case "member":
      return actor_name ?? "A former member"
    case "api_key":
      return actor_name === null ? "API key" : `API key ${actor_name}`
    case "contact":
      return "The contact"
    default:
      return "System"
  }
}

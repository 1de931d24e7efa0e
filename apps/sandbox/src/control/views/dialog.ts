/** What a person sees in the login dialog. */
import { type ControlCall, notFound } from "../request.ts"
import { accountSummary } from "./accounts.ts"
import type { DialogView } from "./shapes.ts"

/** `GET views/dialog?client_id=&person=` */
export function viewDialog({ running: { world }, query }: ControlCall): DialogView {
  const clientId = query.get("client_id") ?? ""
  const app = world.apps.get(clientId)
  if (app === undefined) throw notFound("app", clientId)
  const person = world.users.find((user) => user.name === query.get("person"))
  return {
    app: { app_id: app.id, name: app.name, mode: app.mode },
    // System users act for programs; nobody logs in as one.
    people: world.users
      .filter((user) => !user.name.endsWith("System User"))
      .map(({ id, name }) => ({ user_id: id, name, has_role: app.role_user_ids.includes(id) })),
    businesses: (person?.business_ids ?? []).flatMap((id) => {
      const business = world.businesses.get(id)
      if (business === undefined) return []
      const accounts = world.wabas.filter((waba) => waba.business_id === id)
      return [
        {
          business_id: id,
          name: business.name,
          accounts: accounts.map((waba) => accountSummary(world, waba)),
        },
      ]
    }),
  }
}

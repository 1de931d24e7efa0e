import type { Browser, BrowserContext, Page } from "playwright-core"
import { z } from "zod"
import type { Role } from "../../../apps/server/src/workspaces/permissions.ts"
import type { Installation } from "../installation/index.ts"
import { openDashboard, type Person, signUpByApi } from "./dashboard.ts"

/** Invites a person with a role, signs them up and accepts; the browser is signed in from then on. */
export async function joinByApi(
  context: BrowserContext,
  { api, apiUrl }: Pick<Installation, "api" | "apiUrl">,
  person: Person,
  role: Role,
): Promise<void> {
  const invitation = { email: person.email, role }
  const { link } = await api.post("/v1/invitations", invitation, z.object({ link: z.string() }))
  const token = link.split("/").at(-1)
  await signUpByApi(context, apiUrl, person, token)
  const accepted = await context.request.post(`${apiUrl}/v1/invitations/accept`, {
    headers: { origin: apiUrl },
    data: { token },
  })
  if (!accepted.ok()) throw new Error(`${person.email} could not join: ${await accepted.text()}`)
}

/** A browser of a member who was invited with a role, and accepted. */
export async function openAsInvited(
  browser: Browser,
  installation: Pick<Installation, "api" | "apiUrl">,
  person: Person,
  role: Role,
): Promise<{ context: BrowserContext; page: Page }> {
  return openDashboard(browser, installation.apiUrl, {
    before: (context) => joinByApi(context, installation, person, role),
  })
}

import type { Browser, BrowserContext, Page } from "playwright-core"
import { z } from "zod"
import type { Role } from "../../../apps/server/src/workspaces/permissions.ts"
import type { Installation } from "../installation/index.ts"
import { openDashboard, type Person } from "./dashboard.ts"

/** Signs up without the form; the browser is signed in from then on. @param invitation the token of its link */
export async function signUpByApi(
  context: BrowserContext,
  url: string,
  person: Person,
  invitation?: string,
): Promise<void> {
  const answer = await context.request.post(`${url}/auth/sign-up/email`, {
    headers: { origin: url, ...(invitation === undefined ? {} : { "parley-invitation": invitation }) },
    data: person,
  })
  if (!answer.ok()) throw new Error(`${person.email} could not sign up: ${await answer.text()}`)
}

/** A browser of a member who was invited with a role, and accepted. */
export async function openAsInvited(
  browser: Browser,
  { api, apiUrl }: Pick<Installation, "api" | "apiUrl">,
  person: Person,
  role: Role,
): Promise<{ context: BrowserContext; page: Page }> {
  const { link } = await api.post(
    "/v1/invitations",
    { email: person.email, role },
    z.object({ link: z.string() }),
  )
  const token = link.split("/").at(-1)
  const opened = await openDashboard(browser, apiUrl)
  await signUpByApi(opened.context, apiUrl, person, token)
  const accepted = await opened.context.request.post(`${apiUrl}/v1/invitations/accept`, {
    headers: { origin: apiUrl },
    data: { token },
  })
  if (!accepted.ok()) throw new Error(`${person.email} could not join: ${await accepted.text()}`)
  return opened
}

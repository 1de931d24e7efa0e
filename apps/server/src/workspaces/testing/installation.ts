import type { Clock } from "../../platform/clock.ts"
import { freePort } from "../../platform/free-port.ts"
import { type Server, startServer } from "../../server.ts"
import { testPlatform } from "../../testing/platform.ts"
import { Browser } from "./browser.ts"

/** The whole server, listening where its public address says, and browsers to visit it with. */
export async function startInstallation(
  environment: Record<string, string> = {},
  options: { clock?: Clock } = {},
) {
  const port = String(await freePort())
  const publicUrl = `http://localhost:${port}`
  const platform = await testPlatform({
    ...options,
    environment: { PORT: port, PUBLIC_URL: publicUrl, ROLES: "api", ...environment },
  })
  const server: Server = await startServer(platform)
  const browse = (apiKey?: string) => new Browser(publicUrl, apiKey)

  /** A browser whose member signed up first and so owns the workspace. */
  const owner = async () => {
    const browser = browse()
    await browser.signUp("Olivia Owner", "olivia@example.com")
    browser.workspace = platform.workspaceId
    return browser
  }
  /** A person who is invited by `by`, signs up and accepts. */
  const join = async (by: Browser, email: string, role: string) => {
    const { body } = await by.ask("POST", "/v1/invitations", { email, role })
    const token: string = body.link.split("/").at(-1)
    const browser = browse()
    const signedUp = await browser.signUp(email.split("@")[0] ?? email, email, { "parley-invitation": token })
    const accepted = await browser.ask("POST", "/v1/invitations/accept", { token })
    browser.workspace = accepted.body.workspace_id
    return { browser, memberId: String(signedUp.body.user.id) }
  }

  return {
    platform,
    publicUrl,
    browse,
    owner,
    join,
    close: async () => {
      await server.close()
      await platform.close()
    },
  }
}

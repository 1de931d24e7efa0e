import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { startInstallation } from "../testing/installation.ts"
import { linkIn, startMailServer } from "../testing/mail-server.ts"

let mailServer: Awaited<ReturnType<typeof startMailServer>>
let installation: Awaited<ReturnType<typeof startInstallation>>
beforeAll(async () => {
  mailServer = await startMailServer()
  installation = await startInstallation({
    SMTP_URL: mailServer.url,
    MAIL_FROM: "Parley <parley@example.com>",
  })
})
afterAll(async () => {
  await installation.close()
  await mailServer.close()
})

describe("with a mail server", () => {
  it("the setup says that mails are delivered", async () => {
    expect((await installation.browse().ask("GET", "/v1/setup")).body.email).toBe(true)
  })

  it("an invitation is emailed", async () => {
    const owner = await installation.owner()
    const { body } = await owner.ask("POST", "/v1/invitations", { email: "ann@example.com", role: "viewer" })
    expect(body.emailed).toBe(true)
    const mail = mailServer.mails.at(-1)
    expect(mail).toMatch(/To: ann@example.com/)
    expect(linkIn(mail, `${installation.publicUrl}/invitations/`)).toBe(body.link)
  })

  it("a forgotten password is replaced by the link in an email, once, and every session ends", async () => {
    const lost = installation.browse()
    await lost.signIn("olivia@example.com")
    for (const email of ["olivia@example.com", "nobody@example.com"]) {
      const asked = await installation.browse().ask("POST", "/auth/request-password-reset", { email })
      expect(asked.status).toBe(200)
    }
    const resetMails = () => mailServer.mails.filter((mail) => mail.includes("Subject: Set a new password"))
    await expect.poll(() => resetMails().length).toBe(1)
    const resets = resetMails()
    const link = linkIn(resets[0], `${installation.publicUrl}/reset-password`)
    const token = new URL(link).searchParams.get("token")
    const set = () =>
      installation
        .browse()
        .ask("POST", "/auth/reset-password", { token, newPassword: "a whole new password" })
    expect((await set()).status).toBe(200)
    expect((await set()).status).toBe(400)
    expect((await lost.ask("GET", "/v1/me")).status).toBe(401)
    expect((await installation.browse().signIn("olivia@example.com")).status).toBe(401)
    expect((await installation.browse().signIn("olivia@example.com", "a whole new password")).status).toBe(
      200,
    )
  })

  it("the link leads to the public address, whatever the request says", async () => {
    const poisoned = { host: "evil.example", "x-forwarded-host": "evil.example" }
    const asked = { email: "olivia@example.com", redirectTo: "https://evil.example/" }
    const before = mailServer.mails.length
    await installation.browse().ask("POST", "/auth/request-password-reset", asked, poisoned)
    await installation.browse().ask("POST", "/auth/request-password-reset", { email: asked.email })
    await expect.poll(() => mailServer.mails.length).toBeGreaterThan(before)
    expect(mailServer.mails.join()).not.toContain("evil.example")
  })

  it("a request for a new password does not wait for the mail server, which would tell who is a member", async () => {
    const { promise: awake, resolve: wake } = Promise.withResolvers<void>()
    const sleepy = await startMailServer(awake)
    const server = await startInstallation({ SMTP_URL: sleepy.url })
    await server.owner()
    const asked = { email: "olivia@example.com" }
    expect((await server.browse().ask("POST", "/auth/request-password-reset", asked)).status).toBe(200)
    wake()
    await expect.poll(() => sleepy.mails.length).toBe(1)
    await server.close()
    await sleepy.close()
  })
})

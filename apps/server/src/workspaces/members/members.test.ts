import { afterAll, beforeAll, describe, expect, it } from "vitest"
import type { Browser } from "../testing/browser.ts"
import { startInstallation } from "../testing/installation.ts"

let installation: Awaited<ReturnType<typeof startInstallation>>
let owner: Browser
beforeAll(async () => {
  installation = await startInstallation()
  owner = await installation.owner()
})
afterAll(() => installation.close())

describe("an invitation", () => {
  it("opens the door to the address it names, with the role it names", async () => {
    const { browser, memberId } = await installation.join(owner, "mara@example.com", "marketer")
    const me = await browser.ask("GET", "/v1/me")
    expect(me.body.workspaces).toMatchObject([{ role: "marketer" }])
    const { body } = await owner.ask("GET", "/v1/members")
    expect(body.data).toMatchObject([
      { email: "olivia@example.com", role: "owner" },
      { id: memberId, email: "mara@example.com", role: "marketer", two_factor_enabled: false },
    ])
    expect((await owner.ask("GET", "/v1/invitations")).body.data).toEqual([])
  })

  it("says to the holder of its link what it is, and nothing to others", async () => {
    const { body } = await owner.ask("POST", "/v1/invitations", {
      email: "Vera@Example.com ",
      role: "viewer",
    })
    expect(body).toMatchObject({ email: "vera@example.com", role: "viewer", emailed: false })
    const token = body.link.split("/").at(-1)
    const read = await installation.browse().ask("GET", `/v1/invitations/token/${token}`)
    expect(read.body).toMatchObject({ workspace_name: "Test", email: "vera@example.com", role: "viewer" })
    expect((await installation.browse().ask("GET", `/v1/invitations/token/${"x".repeat(43)}`)).status).toBe(
      404,
    )
  })

  it("lets nobody sign up who does not hold its link", async () => {
    await owner.ask("POST", "/v1/invitations", { email: "noor@example.com", role: "viewer" })
    expect((await installation.browse().signUp("Eve", "noor@example.com")).status).toBe(403)
    const guess = { "parley-invitation": "x".repeat(43) }
    expect((await installation.browse().signUp("Eve", "noor@example.com", guess)).status).toBe(403)
  })

  it("cannot be accepted by someone else who got hold of it", async () => {
    const { body } = await owner.ask("POST", "/v1/invitations", { email: "ines@example.com", role: "admin" })
    const { browser } = await installation.join(owner, "hugo@example.com", "viewer")
    const taken = await browser.ask("POST", "/v1/invitations/accept", { token: body.link.split("/").at(-1) })
    expect(taken.status).toBe(403)
    expect(taken.body.error.message).toContain("ines@example.com")
  })

  it("cannot be used twice, after it was withdrawn, or for a member", async () => {
    const { body } = await owner.ask("POST", "/v1/invitations", { email: "una@example.com", role: "viewer" })
    expect((await owner.ask("DELETE", `/v1/invitations/${body.id}`)).status).toBe(204)
    const token = { "parley-invitation": body.link.split("/").at(-1) }
    expect((await installation.browse().signUp("Una", "una@example.com", token)).status).toBe(403)
    const again = await owner.ask("POST", "/v1/invitations", { email: "mara@example.com", role: "viewer" })
    expect(again.status).toBe(409)
    expect(again.body.error.field).toBe("email")
  })

  it("is renewed by inviting again: the old link is dead", async () => {
    const first = await owner.ask("POST", "/v1/invitations", { email: "rosa@example.com", role: "viewer" })
    const second = await owner.ask("POST", "/v1/invitations", { email: "rosa@example.com", role: "agent" })
    expect(second.body.id).toBe(first.body.id)
    const read = (link: string) =>
      installation.browse().ask("GET", `/v1/invitations/token/${link.split("/").at(-1)}`)
    expect((await read(first.body.link)).status).toBe(404)
    expect((await read(second.body.link)).body.role).toBe("agent")
  })
})

describe("the link of an invitation", () => {
  const linkFor = async (browser: Browser, email: string) => {
    const { body } = await browser.ask("GET", "/v1/invitations")
    return body.data.find((one: { email: string }) => one.email === email)?.link
  }
  const read = (link: string) =>
    installation.browse().ask("GET", `/v1/invitations/token/${link.split("/").at(-1)}`)

  it("is shown to owners only when it makes an owner", async () => {
    const { browser: admin } = await installation.join(owner, "abel@example.com", "admin")
    const { body } = await owner.ask("POST", "/v1/invitations", { email: "bea@example.com", role: "owner" })
    await owner.ask("POST", "/v1/invitations", { email: "cem@example.com", role: "admin" })
    expect(await linkFor(admin, "bea@example.com")).toBeNull()
    expect(await linkFor(admin, "cem@example.com")).toContain("/invitations/")
    expect(await linkFor(owner, "bea@example.com")).toBe(body.link)
  })

  it("is dead once who made it was removed, or could not make it any more", async () => {
    const { browser: ida, memberId } = await installation.join(owner, "ida@example.com", "owner")
    const invited = async (role: string) =>
      (await ida.ask("POST", "/v1/invitations", { email: `${role}@example.com`, role })).body.link
    const [makesOwner, makesViewer] = [await invited("owner"), await invited("viewer")]
    await owner.ask("PATCH", `/v1/members/${memberId}`, { role: "admin" })
    expect([(await read(makesOwner)).status, (await read(makesViewer)).status]).toEqual([404, 200])
    await owner.ask("PATCH", `/v1/members/${memberId}`, { role: "agent" })
    expect((await read(makesViewer)).status).toBe(404)

    await owner.ask("PATCH", `/v1/members/${memberId}`, { role: "admin" })
    const again = await invited("viewer")
    const ownLink = await owner.ask("POST", "/v1/invitations", { email: "dora@example.com", role: "viewer" })
    await owner.ask("DELETE", `/v1/members/${memberId}`)
    expect([(await read(again)).status, (await read(ownLink.body.link)).status]).toEqual([404, 200])
  })

  it("is dead as well once the key that made it was revoked, or who made that key was removed", async () => {
    const { browser: jon, memberId } = await installation.join(owner, "jon@example.com", "admin")
    const invitedBy = async (browser: Browser, email: string) => {
      const { permissions } = (await browser.ask("GET", "/v1/me")).body.workspaces[0]
      const { body: key } = await browser.ask("POST", "/v1/api-keys", { name: "Directory", permissions })
      const asked = { email, role: "viewer" }
      const { body } = await installation.browse(key.secret).ask("POST", "/v1/invitations", asked)
      return { keyId: key.id, link: body.link }
    }
    const [his, hers] = [await invitedBy(jon, "kim@example.com"), await invitedBy(owner, "lou@example.com")]
    expect([(await read(his.link)).status, (await read(hers.link)).status]).toEqual([200, 200])
    await owner.ask("PATCH", `/v1/members/${memberId}`, { role: "agent" })
    expect((await read(his.link)).status).toBe(404)
    await owner.ask("DELETE", `/v1/api-keys/${hers.keyId}`)
    expect((await read(hers.link)).status).toBe(404)
  })
})

describe("an API key", () => {
  it("that may manage members makes nobody mightier than itself", async () => {
    const { body } = await owner.ask("POST", "/v1/api-keys", {
      name: "Directory",
      permissions: ["members:read", "members:manage"],
    })
    const key = installation.browse(body.secret)
    const { memberId } = await installation.join(owner, "eli@example.com", "viewer")
    const asked = [
      await key.ask("POST", "/v1/invitations", { email: "eve@example.com", role: "admin" }),
      await key.ask("PATCH", `/v1/members/${memberId}`, { role: "admin" }),
    ]
    expect(asked.map(({ status }) => status)).toEqual([403, 403])
    expect(asked[0]?.body.error).toMatchObject({
      field: "role",
      message: expect.stringContaining("api_keys:manage"),
    })
  })
})

describe("an owner", () => {
  it("cannot leave or step down while nobody else is one", async () => {
    const me = (await owner.ask("GET", "/v1/me")).body.member.id
    expect((await owner.ask("PATCH", `/v1/members/${me}`, { role: "admin" })).status).toBe(409)
    expect((await owner.ask("DELETE", `/v1/members/${me}`)).status).toBe(409)
  })

  it("is made and unmade by owners only", async () => {
    const admin = await installation.join(owner, "ada@example.com", "admin")
    const me = (await owner.ask("GET", "/v1/me")).body.member.id
    const { browser, memberId } = admin
    expect((await browser.ask("PATCH", `/v1/members/${memberId}`, { role: "owner" })).status).toBe(403)
    expect((await browser.ask("PATCH", `/v1/members/${me}`, { role: "viewer" })).status).toBe(403)
    expect((await browser.ask("DELETE", `/v1/members/${me}`)).status).toBe(403)
    const invited = await browser.ask("POST", "/v1/invitations", { email: "x@example.com", role: "owner" })
    expect(invited.status).toBe(403)
    expect((await owner.ask("PATCH", `/v1/members/${memberId}`, { role: "owner" })).body.role).toBe("owner")
    expect((await owner.ask("PATCH", `/v1/members/${memberId}`, { role: "admin" })).body.role).toBe("admin")
  })
})

describe("a member", () => {
  it("who was removed may not enter any more, at once", async () => {
    const { browser, memberId } = await installation.join(owner, "max@example.com", "agent")
    expect((await browser.ask("GET", "/v1/contacts")).status).toBe(200)
    expect((await owner.ask("DELETE", `/v1/members/${memberId}`)).status).toBe(204)
    expect((await browser.ask("GET", "/v1/contacts")).status).toBe(403)
    expect((await browser.ask("GET", "/v1/me")).body.workspaces).toEqual([])
  })

  it("may leave, whatever the role", async () => {
    const { browser, memberId } = await installation.join(owner, "lea@example.com", "viewer")
    expect((await browser.ask("DELETE", `/v1/members/${memberId}`)).status).toBe(204)
  })

  it("cannot see or enter a workspace of others", async () => {
    const other = await owner.ask("POST", "/v1/workspaces", { name: "Secret garden" })
    expect(other.status).toBe(201)
    const { browser } = await installation.join(owner, "tom@example.com", "admin")
    expect((await browser.ask("GET", "/v1/me")).body.workspaces).toHaveLength(1)
    browser.workspace = other.body.id
    expect((await browser.ask("GET", "/v1/members")).status).toBe(403)
  })

  it("sets a name and a time zone", async () => {
    const changed = await owner.ask("PATCH", "/v1/me", { time_zone: "America/Lima", name: "Olivia O." })
    expect(changed.body.member).toMatchObject({ time_zone: "America/Lima", name: "Olivia O." })
    expect((await owner.ask("PATCH", "/v1/me", { time_zone: "Mars/Base" })).body.error.field).toBe(
      "time_zone",
    )
  })

  it("chooses how dates and numbers are written, or leaves it to the browser", async () => {
    const choose = async (change: object) => (await owner.ask("PATCH", "/v1/me", change)).body
    expect((await choose({ locale: "de-AT" })).member).toMatchObject({ locale: "de-AT" })
    for (const locale of ["xx-XX", "en_US", "no such thing", ""])
      expect((await choose({ locale })).error, locale).toMatchObject({ field: "locale" })
    expect((await owner.ask("GET", "/v1/me")).body.member).toMatchObject({ locale: "de-AT" })
    expect((await choose({ locale: null, time_zone: null })).member).toMatchObject({
      locale: null,
      time_zone: null,
    })
  })

  it("without a workspace to manage cannot found one", async () => {
    const { browser } = await installation.join(owner, "zoe@example.com", "viewer")
    expect((await browser.ask("POST", "/v1/workspaces", { name: "Mine" })).status).toBe(403)
  })
})

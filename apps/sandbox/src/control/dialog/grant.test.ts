import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { z } from "zod"
import { errorOf, Rehearsal } from "../../testing/test-sandbox.ts"

const appSchema = z.object({ app_id: z.string(), app_secret: z.string() })
const tokenSchema = z.object({ access_token: z.string(), expires_in: z.number() })

describe("the login dialog's answer", () => {
  let stage: Rehearsal
  let app: z.infer<typeof appSchema>
  beforeAll(async () => {
    stage = await Rehearsal.start()
    await stage.control("POST", "clock", { paused: true })
    app = appSchema.parse(await stage.control("POST", "apps", { name: "Orchard" }))
  })
  afterAll(() => stage.end())

  const portfolio = async (person: string, name: string) => {
    const { business_id } = await stage.control("POST", "dialog/businesses", { person, name })
    const { waba_id } = await stage.control("POST", "dialog/accounts", { business_id, name })
    return { business_id: String(business_id), waba_id: String(waba_id) }
  }
  const grant = (body: Record<string, unknown>) =>
    stage.call("POST", "/_sandbox/dialog/grants", { client_id: app.app_id, ...body })
  const exchange = async (body: Record<string, unknown>, redirectUri?: string) => {
    const { body: granted } = await grant(body)
    const query = new URLSearchParams({
      client_id: app.app_id,
      client_secret: app.app_secret,
      code: String(granted.code),
      ...(redirectUri === undefined ? {} : { redirect_uri: redirectUri }),
    })
    return tokenSchema.parse((await stage.call("GET", `/v23.0/oauth/access_token?${query}`)).body)
  }
  const debug = async (token: string) => {
    const path = `/v23.0/debug_token?input_token=${token}`
    const shape = z.object({ data: z.record(z.string(), z.unknown()) })
    return shape.parse((await stage.call("GET", path, undefined, `${app.app_id}|${app.app_secret}`)).body)
      .data
  }
  const view = (query: Record<string, string>) =>
    stage.control("GET", `views/dialog?${new URLSearchParams({ client_id: app.app_id, ...query })}`)

  describe("without a config_id is a plain login", () => {
    const scope = "whatsapp_business_management,business_management"

    it("asks for what the app asked for, and for no account", async () => {
      expect(await view({ scope: "email, whatsapp_business_messaging" })).toMatchObject({
        kind: "login",
        blocked: null,
        scopes: [{ scope: "public_profile" }, { scope: "email" }, { scope: "whatsapp_business_messaging" }],
        access: null,
      })
    })

    it("gives a person's own token of two hours, for all they have access to, also later", async () => {
      const own = await portfolio("Ana", "Fig & Co")
      await portfolio("Ben", "Plum & Co")
      const { access_token, expires_in } = await exchange({ person: "Ana", scope })
      expect(expires_in).toBe(7_200)
      expect(await debug(access_token)).toMatchObject({
        type: "USER",
        scopes: ["whatsapp_business_management", "business_management", "public_profile"],
        granular_scopes: [{ scope: "whatsapp_business_management" }, { scope: "business_management" }],
      })
      expect((await stage.call("GET", `/${own.waba_id}`, undefined, access_token)).status).toBe(200)
      const later = await portfolio("Ana", "Later Fig")
      expect((await stage.call("GET", `/${later.waba_id}`, undefined, access_token)).status).toBe(200)
      const { body } = await stage.call("GET", "/me/businesses?fields=name", undefined, access_token)
      expect(body.data).toMatchObject([{ name: "Fig & Co" }, { name: "Later Fig" }])
    })

    it("reaches nothing of anyone else's", async () => {
      const other = await portfolio("Cleo", "Quince & Co")
      const { access_token } = await exchange({ person: "Dan", scope })
      const answer = await stage.call("GET", `/${other.waba_id}`, undefined, access_token)
      expect(errorOf(answer)).toMatchObject({ code: 100, error_subcode: 33 })
    })

    it("reaches what the person chose and no more", async () => {
      const chosen = await portfolio("Eva", "Pear & Co")
      const kept = await portfolio("Eva", "Cherry & Co")
      const { access_token } = await exchange({
        person: "Eva",
        scope,
        business_ids: [chosen.business_id],
        waba_ids: [chosen.waba_id],
      })
      expect((await stage.call("GET", `/${chosen.waba_id}`, undefined, access_token)).status).toBe(200)
      expect((await stage.call("GET", `/${kept.waba_id}`, undefined, access_token)).status).toBe(400)
      const { body } = await stage.call("GET", "/me/businesses?fields=name", undefined, access_token)
      expect(body.data).toMatchObject([{ name: "Pear & Co" }])
    })

    it("leaves out the permissions the person denied", async () => {
      const own = await portfolio("Fay", "Apple & Co")
      const { body } = await grant({ person: "Fay", scope, denied_scopes: ["business_management"] })
      expect(body).toMatchObject({
        granted_scopes: ["whatsapp_business_management", "public_profile"],
        denied_scopes: ["business_management"],
      })
      expect(body).not.toHaveProperty("waba_id")
      expect(own.waba_id).not.toBe("")
    })

    it("says which permissions there are not", async () => {
      expect(await view({ scope: "email,telepathy" })).toMatchObject({
        blocked: { code: 100, title: "Invalid Scopes" },
      })
    })
  })

  describe("with a config_id is Embedded Signup", () => {
    it("gives a system user's token of 60 days for the one account", async () => {
      const own = await portfolio("Gil", "Lime & Co")
      const other = await portfolio("Gil", "Lemon & Co")
      const { access_token, expires_in } = await exchange({
        person: "Gil",
        config_id: "1",
        waba_id: own.waba_id,
      })
      expect(expires_in).toBe(60 * 24 * 3600)
      expect(await debug(access_token)).toMatchObject({ type: "SYSTEM_USER" })
      expect((await stage.call("GET", `/${own.waba_id}`, undefined, access_token)).status).toBe(200)
      expect((await stage.call("GET", `/${other.waba_id}`, undefined, access_token)).status).toBe(400)
    })

    it("is refused to those who do not administer the account, and for one that is disabled", async () => {
      const own = await portfolio("Hal", "Mango & Co")
      expect(await grant({ person: "Ida", config_id: "1", waba_id: own.waba_id })).toMatchObject({
        status: 403,
        body: { error: { code: "not_admin", field: "waba_id" } },
      })
      await stage.control("PATCH", `wabas/${own.waba_id}`, { status: "DISABLED" })
      expect(await grant({ person: "Hal", config_id: "1", waba_id: own.waba_id })).toMatchObject({
        status: 400,
        body: { error: { code: "account_disabled" } },
      })
    })
  })

  describe("goes back only where the app has said", () => {
    const listed = "https://orchard.example/login/done"

    it.each([
      "http://localhost:3000/done",
      "http://127.0.0.1/x",
      "http://[::1]:8080/",
      "https://dev.localhost/",
    ])("%s is this machine's own", async (redirect_uri) =>
      expect(await view({ redirect_uri })).toMatchObject({ blocked: null }),
    )

    it("and otherwise shows that the address is blocked, with code 191", async () => {
      expect(await view({ redirect_uri: listed })).toMatchObject({
        blocked: { code: 191, title: "URL blocked" },
      })
      expect(await grant({ person: "Ana", redirect_uri: listed })).toMatchObject({
        status: 403,
        body: { error: { code: "url_blocked", field: "redirect_uri" } },
      })
    })

    it("until it is listed, whole", async () => {
      await stage.control("PATCH", `apps/${app.app_id}`, { redirect_uris: [listed] })
      expect(await view({ redirect_uri: listed })).toMatchObject({ blocked: null })
      for (const redirect_uri of [
        `${listed}/more`,
        "http://orchard.example/login/done",
        "javascript:alert(1)",
      ])
        expect(await view({ redirect_uri }), redirect_uri).toMatchObject({ blocked: { code: 191 } })
      expect((await exchange({ person: "Ana", redirect_uri: listed }, listed)).access_token).toMatch(/^EAA/)
    })

    it("and a redirect URI that is not a web address is not taken", async () => {
      const answer = await stage.call("PATCH", `/_sandbox/apps/${app.app_id}`, {
        redirect_uris: ["ftp://orchard.example"],
      })
      expect(answer).toMatchObject({ status: 400, body: { error: { field: "redirect_uris.0" } } })
    })
  })

  describe("comes from people who may log in", () => {
    it("while the app is in development: those with a role", async () => {
      await stage.control("PATCH", `apps/${app.app_id}`, { mode: "development", roles: ["Dora"] })
      expect(await view({ person: "Ana", config_id: "1" })).toMatchObject({
        access: { refusal: "app_in_development", title: "App not active" },
      })
      expect(await grant({ person: "Ana" })).toMatchObject({
        status: 403,
        body: { error: { code: "app_in_development" } },
      })
      expect((await grant({ person: "Dora" })).status).toBe(200)
      await stage.control("PATCH", `apps/${app.app_id}`, { mode: "live", roles: [] })
    })

    it("while App Review has granted nothing: for their name alone", async () => {
      await stage.control("PATCH", `apps/${app.app_id}`, { advanced_access: [] })
      expect(await grant({ person: "Ana", scope: "whatsapp_business_management" })).toMatchObject({
        status: 403,
        body: { error: { code: "nothing_granted" } },
      })
      expect((await grant({ person: "Ana", scope: "email" })).body.granted_scopes).toEqual([
        "email",
        "public_profile",
      ])
    })
  })
})

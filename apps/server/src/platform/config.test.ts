import { describe, expect, it } from "vitest"
import { ConfigError, readConfig } from "./config.ts"

const needed = { META_APP_ID: "123", META_APP_SECRET: "app-secret" }

function messageOf(variables: Record<string, string | undefined>): string {
  try {
    readConfig(variables)
  } catch (error) {
    if (error instanceof ConfigError) return error.message
    throw error
  }
  return ""
}

describe("readConfig", () => {
  it("needs the Meta app and has a default for everything else", () => {
    expect(readConfig(needed)).toMatchObject({
      port: 3000,
      host: "127.0.0.1",
      publicUrl: "http://localhost:3000",
      roles: ["intake", "apply", "lanes", "background", "api"],
      databaseUrl: undefined,
      meta: { graphUrl: "https://graph.facebook.com", appSecrets: ["app-secret"] },
    })
  })

  it("takes the roles of a process, each once, and how many connections they have", () => {
    const { roles, databasePools } = readConfig({
      ...needed,
      ROLES: "lanes, apply,lanes",
      DATABASE_POOLS: "lanes=12, apply=4",
    })
    expect(roles).toEqual(["lanes", "apply"])
    expect([...databasePools]).toEqual([
      ["lanes", 12],
      ["apply", 4],
    ])
  })

  it("names every variable that is missing, and what is expected", () => {
    expect(messageOf({})).toMatch(/META_APP_ID is not set; expected the id of your Meta app/)
    expect(messageOf({})).toMatch(/META_APP_SECRET is not set/)
  })

  it.each([
    ["PORT", "eighty", "a port number"],
    ["DATABASE_URL", "mysql://localhost", "a postgres:// address"],
    ["META_GRAPH_URL", "graph.facebook.com", "an http\\(s\\) address"],
    ["ENCRYPTION_KEY", "short", "64 hexadecimal digits"],
    ["ROLES", "api,cook", "api"],
    ["DATABASE_POOLS", "16", "sizes by role, such as api=20"],
    ["DATABASE_POOLS", "cook=16", "sizes by role"],
    ["DATABASE_POOLS", "api=1", ""],
    ["META_GRAPH_VERSION", "23", "a Graph version such as v23.0"],
    ["IN_DOUBT_GRACE_SECONDS", "-1", ""],
    ["API_KEY", "secret", "pk_"],
    ["METRICS_TOKEN", "short", "16 or more"],
    ["SMTP_URL", "mail.example.com", "an address such as smtps://"],
    ["PUBLIC_URL", "parley.example.com", "an http\\(s\\) address"],
    ["PUBLIC_URL", "https://example.com/parley", "without a path"],
    ["PUBLIC_URL", "https://example.com/?a=1", "without a path"],
    ["PUBLIC_URL", "https://example.com?", "without a path"],
    ["PUBLIC_URL", "https://example.com/#top", "without a path"],
    ["PUBLIC_URL", "https://user:secret@example.com", "without a path"],
    ["META_GRAPH_URL", "https://graph.example.com/meta?a=1", "without a query"],
    ["OIDC_ISSUER", "https://id.example.com/#parley", "without a query"],
  ])("refuses %s=%s and says what it should be", (name, value, expected) => {
    expect(messageOf({ ...needed, [name]: value })).toMatch(
      new RegExp(`${name} is not valid; expected .*${expected}`),
    )
  })

  it.each([
    ["https://parley.example.com/", "https://parley.example.com"],
    ["HTTPS://Parley.Example.com:443", "https://parley.example.com"],
    ["http://localhost:3000", "http://localhost:3000"],
  ])("takes the public address %s as the origin that browsers name: %s", (given, origin) => {
    expect(readConfig({ ...needed, PUBLIC_URL: given }).publicUrl).toBe(origin)
  })

  it("takes single sign-on whole or not at all", () => {
    const oidc = { OIDC_ISSUER: "https://id.example.com/", OIDC_CLIENT_ID: "parley", OIDC_CLIENT_SECRET: "x" }
    expect(readConfig({ ...needed, ...oidc }).oidc).toEqual({
      name: "Single sign-on",
      issuer: "https://id.example.com",
      clientId: "parley",
      clientSecret: "x",
    })
    expect(messageOf({ ...needed, ...oidc, OIDC_CLIENT_SECRET: "" })).toMatch(/OIDC_ISSUER.*go together/)
  })

  it("takes an empty variable as absent", () => {
    expect(readConfig({ ...needed, PORT: "", DATABASE_URL: "" })).toMatchObject({
      port: 3000,
      databaseUrl: undefined,
    })
  })

  it("accepts several app secrets while one is being rotated", () => {
    expect(readConfig({ ...needed, META_APP_SECRET: "new-secret, old-secret" }).meta.appSecrets).toEqual([
      "new-secret",
      "old-secret",
    ])
  })
})

import type { RouteOptions } from "fastify"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { createHttpApp, type HttpApp } from "../platform/http/index.ts"
import { rooms } from "../rooms.ts"
import { testPlatform } from "../testing/platform.ts"
import {
  authenticationRoutes,
  createAuthentication,
  permissionsOf,
  requirePermissions,
  roleNames,
} from "../workspaces/index.ts"
import { publicApi } from "./api.ts"

const permissions = permissionsOf(rooms)
let platform: Awaited<ReturnType<typeof testPlatform>>
let app: HttpApp
let cookie: string
const routes: RouteOptions[] = []
const nobody = "0199d1de-0000-7000-8000-000000000000"

beforeAll(async () => {
  platform = await testPlatform({ environment: { PUBLIC_URL: "http://localhost" } })
  app = createHttpApp({ logger: platform.logger, metrics: platform.metrics, version: "test" })
  app.addHook("onRoute", (route) => {
    if (route.url.startsWith("/v1/") && route.method !== "HEAD") routes.push(route)
  })
  const authentication = createAuthentication(platform)
  app.register(authenticationRoutes(platform, authentication))
  app.register(publicApi(platform, authentication), { prefix: "/v1" })
  await app.ready()
  const signedUp = await app.inject({
    method: "POST",
    url: "/auth/sign-up/email",
    headers: { origin: "http://localhost" },
    payload: { name: "Olivia", email: "olivia@example.com", password: "correct horse battery" },
  })
  cookie = signedUp.cookies.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`).join("; ")
})
afterAll(async () => {
  await app.close()
  await platform.close()
})

const nameOf = (route: RouteOptions) => `${route.method} ${route.url}`

describe("every route", () => {
  it("names its permission", () => {
    expect(routes.length).toBeGreaterThan(50)
    const known = new Set<unknown>([...permissions.all, "public", "session", "workspace", "operator"])
    expect(routes.filter(({ config }) => !known.has(config?.permission)).map(nameOf)).toEqual([])
  })

  it("asks for a permission that a room declares, or is refused at the start", async () => {
    const other = createHttpApp({ logger: platform.logger, metrics: platform.metrics, version: "test" })
    other.register(async (api) => {
      requirePermissions(api, platform)
      api.get("/contacts", { config: { permission: "contacts:raed" } }, () => "")
    })
    await expect(async () => other.ready()).rejects.toThrow("asks for contacts:raed, which no room declares")
  })

  it("is closed to strangers, but for the few that are public", async () => {
    const open = []
    for (const route of routes) {
      const { statusCode } = await app.inject({ method: methodOf(route), url: urlOf(route) })
      if (statusCode !== 401) open.push(nameOf(route))
    }
    expect(open).toEqual(["GET /v1/setup", "GET /v1/invitations/token/:token"])
  })

  it.each(roleNames)("is open to the role %s where it has the permission, and nowhere else", async (role) => {
    const granted = permissions.of(role)
    await platform.db.system((tx) => tx.updateTable("memberships").set({ role }).execute())
    const wrong = []
    for (const route of routes) {
      const permission = permissions.all.find((known) => known === route.config?.permission)
      if (!permission) continue
      const answer = await app.inject({
        method: methodOf(route),
        url: urlOf(route),
        headers: { cookie, origin: "http://localhost", "parley-workspace": platform.workspaceId },
        ...(route.method === "GET" ? {} : { payload: {} }),
      })
      const refused = answer.statusCode === 403 && answer.json().error.permission === permission
      if (refused === granted.some((one) => one === permission))
        wrong.push(`${nameOf(route)} ${answer.statusCode}`)
    }
    expect(wrong).toEqual([])
  })
})

const methodOf = ({ method }: RouteOptions) =>
  (["GET", "POST", "PUT", "PATCH", "DELETE"] as const).find((known) => known === method) ?? "GET"

function urlOf(route: RouteOptions): string {
  return route.url.replace(":token", "x".repeat(43)).replace(/:\w+/g, nobody)
}

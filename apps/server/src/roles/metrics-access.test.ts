import { request } from "undici"
import { describe, expect, it } from "vitest"
import { startServer } from "../server.ts"
import { testPlatform } from "../testing/platform.ts"

const token = "0123456789abcdef0123456789abcdef"

/** How `/metrics` answers requests with these headers, where the server runs with this environment. */
async function answers(
  environment: Record<string, string>,
  asked: Record<string, string>[],
): Promise<number[]> {
  const platform = await testPlatform({ environment: { ROLES: "intake", ...environment } })
  const server = await startServer(platform)
  const found = []
  for (const headers of asked) {
    const { statusCode, body } = await request(`${server.url}/metrics`, { headers })
    expect((await body.text()).includes("parley_messages_total")).toBe(statusCode === 200)
    found.push(statusCode)
  }
  await server.close()
  await platform.close()
  return found
}

describe("the metrics", () => {
  it("are shown on this machine, but not through a proxy that runs on it", async () => {
    const proxied = ["x-forwarded-for", "x-real-ip", "forwarded", "via", "x-forwarded-proto"].map((name) => ({
      [name]: "127.0.0.1",
    }))
    expect(await answers({}, [{}, ...proxied])).toEqual([200, 401, 401, 401, 401, 401])
  })

  it("are shown to no page whose name leads to this machine", async () => {
    const names = ["evil.example.com", "localhost:3000", "[::1]:3000"]
    expect(
      await answers(
        {},
        names.map((host) => ({ host })),
      ),
    ).toEqual([401, 200, 200])
  })

  it.each([
    { PUBLIC_URL: "https://parley.example.com" },
    { HOST: "0.0.0.0" },
    { TRUSTED_PROXIES: "127.0.0.1" },
  ])("are shown to nobody without a token where %j lets others in", async (environment) => {
    expect(await answers(environment, [{}, { authorization: "Bearer undefined" }])).toEqual([401, 401])
  })

  it("take the token where there is one, on this machine as well", async () => {
    const asked = [
      {},
      { authorization: `Bearer ${token}` },
      { authorization: `Bearer ${token.slice(1)}` },
      { authorization: `Bearer ${token}`, "x-forwarded-for": "203.0.113.7" },
    ]
    const environment = { METRICS_TOKEN: token, PUBLIC_URL: "https://parley.example.com" }
    expect(await answers(environment, asked)).toEqual([401, 200, 401, 200])
    expect(await answers({ METRICS_TOKEN: token }, asked.slice(0, 2))).toEqual([401, 200])
  })
})

import { describe, expect, it } from "vitest"
import { passkeyObstacle } from "./passkey-obstacle.ts"

const here = { origin: "http://localhost:3000", hasPasskeys: true }

describe("passkeys", () => {
  it("work where the installation has them, in a browser that knows them", () => {
    expect(passkeyObstacle("http://localhost:3000", here)).toBeUndefined()
    expect(passkeyObstacle("http://localhost:3000", { ...here, hasPasskeys: false })).toMatch(/browser/)
  })

  it("say where they do when the page was opened at another address", () => {
    const atNumber = { ...here, origin: "http://127.0.0.1:3000" }
    expect(passkeyObstacle("http://localhost:3000", atNumber)).toMatch(/at http:\/\/localhost:3000 only/)
  })

  it("say who to ask when the installation has no name", () => {
    expect(passkeyObstacle(null, here)).toMatch(/PUBLIC_URL/)
  })
})

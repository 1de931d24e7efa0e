import { describe, expect, it } from "vitest"
import { steppedClock } from "../../platform/clock.ts"
import { readConfig } from "../../platform/config.ts"
import { secretBox } from "../../platform/secrets.ts"
import { loginDialog, requireOwnState } from "./login-dialog.ts"

const clock = steppedClock(new Date("2026-11-22T12:00:00Z"))
const secrets = secretBox("a".repeat(64))
const visitor = { workspaceId: "w1", actor: "member:m1" }
const configured = (more: Record<string, string> = {}) =>
  readConfig({
    META_APP_ID: "123",
    META_APP_SECRET: "test-app-secret",
    PUBLIC_URL: "https://parley.example/",
    ...more,
  })

describe("Login with Facebook", () => {
  it("is opened as Meta documents it, and comes back to this installation", () => {
    const dialog = loginDialog(
      { config: configured({ META_LOGIN_CONFIG_ID: "77" }), secrets, clock },
      visitor,
    )
    const page = new URL(dialog.dialog_url)
    expect(page.origin + page.pathname).toBe("https://www.facebook.com/v23.0/dialog/oauth")
    expect(Object.fromEntries(page.searchParams)).toEqual({
      client_id: "123",
      redirect_uri: "https://parley.example/connect/whatsapp/callback",
      state: dialog.state,
      response_type: "code",
      config_id: "77",
      override_default_response_type: "true",
      extras: expect.stringContaining('"sessionInfoVersion":"3"'),
    })
    expect(dialog.sdk_url).toBe("https://connect.facebook.net/en_US/sdk.js")
  })

  it("asks for both permissions by name where there is no configuration to say so", () => {
    const dialog = loginDialog({ config: configured(), secrets, clock }, visitor)
    expect(new URL(dialog.dialog_url).searchParams.get("scope")).toBe(
      "whatsapp_business_management,whatsapp_business_messaging",
    )
    expect(dialog.config_id).toBeNull()
  })

  it("is redeemed by the member and in the workspace that opened it, and not by anyone else", () => {
    const { state } = loginDialog({ config: configured(), secrets, clock }, visitor)
    expect(() => requireOwnState({ secrets, clock }, state, visitor)).not.toThrow()
    const others = [
      { ...visitor, actor: "member:m2" },
      { ...visitor, workspaceId: "w2" },
    ]
    for (const other of others) {
      expect(() => requireOwnState({ secrets, clock }, state, other)).toThrow(/not started by you/)
    }
    for (const forged of ["", "abc", `${state.slice(0, -2)}AA`]) {
      expect(() => requireOwnState({ secrets, clock }, forged, visitor)).toThrow(/not started by you/)
    }
  })

  it("is not redeemed when it was started long ago", () => {
    const { state } = loginDialog({ config: configured(), secrets, clock }, visitor)
    const later = steppedClock(new Date("2026-11-22T14:00:01Z"))
    expect(() => requireOwnState({ secrets, clock: later }, state, visitor)).toThrow(/too long ago/)
  })
})

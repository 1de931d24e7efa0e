import { readdir } from "node:fs/promises"
import { expect, it } from "vitest"

/**
 * What databases that are in use have applied, in this order. A database whose applied migrations are not the first ones
 * here, by the same names, is refused, and its server does not start.
 */
const released = [
  "0001_platform.sql",
  "0002_workspaces.sql",
  "0003_members.sql",
  "0004_authentication.sql",
  "0005_idempotency.sql",
  "0006_connect.sql",
  "0007_contacts.sql",
  "0008_subscriptions.sql",
  "0009_imports.sql",
  "0010_conversations.sql",
  "0011_templates.sql",
  "0012_messaging.sql",
  "0013_campaigns.sql",
]

it("the migrations begin with those that databases in use have applied", async () => {
  const folder = new URL("../../../migrations/", import.meta.url)
  const names = (await readdir(folder)).filter((name) => name.endsWith(".sql")).toSorted()
  expect(names.slice(0, released.length)).toEqual(released)
})

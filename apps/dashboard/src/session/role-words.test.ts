import { expect, it } from "vitest"
import { permissionInWords, roleWithArticle } from "./role-words.ts"

it.each([
  ["agent", "an Agent"],
  ["owner", "an Owner"],
  ["marketer", "a Marketer"],
] as const)("the role %s is named in a sentence as %s", (role, named) => {
  expect(roleWithArticle(role)).toBe(named)
})

it.each([
  ["templates:write", "Edit templates"],
  ["api_keys:manage", "Manage API keys"],
  ["audit:read", "View the audit log"],
  ["conversations:reply", "Reply to conversations"],
  ["messages:send", "Send messages to single contacts"],
  ["saved_notes:read", "View saved notes"],
] as const)("the permission %s lets a member “%s”", (permission, words) => {
  expect(permissionInWords(permission)).toBe(words)
})

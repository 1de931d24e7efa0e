import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { room as messaging } from "../../messaging/room.ts"
import { startBraze } from "../testing/installation.ts"

let api: Awaited<ReturnType<typeof startBraze>>
beforeAll(async () => {
  api = await startBraze()
  expect(api.platform.rooms).toContain(messaging)
})
afterAll(() => api.close())

const create = (name: string, content: unknown, more: object = {}) =>
  api.ask("/content_blocks/create", { name, content, ...more })

describe("content blocks", () => {
  it("are created, listed, read and updated as Braze does it", async () => {
    const { status, body } = await create("Footer-1", "Bye {{${first_name}}}", {
      description: "At the end",
      tags: ["mail"],
    })
    const id = body.content_block_id
    const tag = "{{content_blocks.${Footer-1}}}"
    expect([status, body]).toEqual([
      201,
      { content_block_id: id, liquid_tag: tag, created_at: expect.any(String), message: "success" },
    ])
    await create("Letter", `Hello. ${tag}`)
    const listed = {
      content_block_id: id,
      name: "Footer-1",
      content_type: "text",
      liquid_tag: tag,
      inclusion_count: 1,
      created_at: body.created_at,
      last_edited: body.created_at,
      tags: ["mail"],
    }
    const list = await api.ask("/content_blocks/list?limit=1")
    expect(list.body).toEqual({ count: 1, content_blocks: [listed], message: "success" })
    expect((await api.ask(`/content_blocks/info?content_block_id=${id}`)).body).toMatchObject({
      content: "Bye {{${first_name}}}",
      description: "At the end",
      inclusion_count: 1,
      message: "success",
    })
    const updated = await api.ask("/content_blocks/update", { content_block_id: id, content: "Ciao" })
    expect([updated.status, updated.body.message]).toEqual([201, "success"])
    expect((await api.ask(`/content_blocks/info?content_block_id=${id}`)).body.content).toBe("Ciao")
  })

  it.each([
    [{ content: undefined }, "Content cannot be blank."],
    [{ content: 7 }, "Content must be a string."],
    [{ content: "a".repeat(16_385) }, "Content must be smaller than 16kb."],
    [{ content: "{% if %}" }, "Content contains malformed liquid."],
    [{ content: "{{content_blocks.${Fresh}}}" }, "Content Block cannot be referenced within itself."],
    [{ description: 7 }, "Content Block description must be a string."],
    [{ description: "a".repeat(251) }, "Content block description must be shorter than 250 characters."],
    [{ name: "" }, "Content Block name cannot be blank."],
    [{ name: "a".repeat(101) }, "Content Block name must be a shorter than 100 characters."],
    [{ name: "a b" }, "Content Block name can only contain alphanumeric characters."],
    [{ name: "Letter" }, "Content Block with this name already exists."],
    [{ state: "gone" }, "Content Block state must be either Active or Draft."],
    [{ tags: "mail" }, "Tags must be an array."],
    [{ tags: [7] }, "All Tags must be Strings."],
  ])("are refused with %j: %s", async (fault, message) => {
    const refused = await api.ask("/content_blocks/create", { name: "Fresh", content: "a", ...fault })
    expect([refused.status, refused.body.message]).toEqual([400, expect.stringContaining(message)])
  })

  it("keep their name and stay active", async () => {
    const { body } = await create("Steady", "a")
    const update = (change: object) =>
      api.ask("/content_blocks/update", { content_block_id: body.content_block_id, ...change })
    expect((await update({ name: "Other" })).body.message).toBe(
      "Content Block name cannot be updated for active Content Blocks.",
    )
    expect((await update({ state: "draft" })).body.message).toContain("can not be updated to Draft")
    expect((await update({ content: "{{content_blocks.${Steady}}}" })).body.message).toBe(
      "Content Block cannot be referenced within itself.",
    )
  })

  it.each([
    ["list?limit=0", "Content Block number limit must be greater than 0."],
    ["list?limit=1001", "Content Block number limit exceeds maximum of 1000."],
    ["list?limit=x", "Content Block number limit is invalid."],
    ["list?offset=x", "Offset is invalid."],
    ["list?modified_after=x", "Modified after time is invalid."],
    [
      "list?modified_after=2026-01-02&modified_before=2026-01-01",
      "Modified after time must be earlier than or the same as modified before time.",
    ],
    ["info", "Content Block ID cannot be blank."],
    ["info?content_block_id=7", "Content Block ID is invalid for this App Group."],
  ])("answer %s with %s", async (path, message) => {
    const refused = await api.ask(`/content_blocks/${path}`)
    expect([refused.status, refused.body.message]).toEqual([400, message])
  })

  it("of another workspace are not there", async () => {
    const { key } = await api.otherWorkspace()
    expect((await api.ask("/content_blocks/list", undefined, { key })).body.content_blocks).toEqual([])
  })
})

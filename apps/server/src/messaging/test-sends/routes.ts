import { z } from "zod"
import {
  defineSorting,
  fields,
  type Routes,
  readSortedPage,
  sortedPageOf,
  sortedPaging,
} from "../../platform/http/index.ts"
import type { Platform } from "../../platform/index.ts"
import { type Caller, checkPermission, permissionsOf } from "../../workspaces/index.ts"
import {
  changeGroup,
  createGroup,
  deleteGroup,
  getGroup,
  newTestGroup,
  selectGroups,
  testGroup,
  testGroupChange,
} from "./test-groups.ts"
import { newTestSend, sendTests, testSend } from "./test-sends.ts"

const sorting = defineSorting({
  keys: { created: { column: "id", kind: "id" }, name: { column: "name", kind: "text" } },
  usual: { sort: "name", order: "asc" },
})
const listQuery = sortedPaging(sorting).extend({
  search: z.string().trim().min(1).max(200).optional().describe("In names"),
})

/** Tests, and the groups that get them. */
export const testSendRoutes =
  (platform: Platform): Routes =>
  async (app) => {
    const { db, clock, rooms } = platform
    const tags = ["Tests"]
    const { problems } = fields
    const write = { permission: "templates:write" } as const
    const permissions = permissionsOf(rooms)
    const mayRead = ({ permissions }: Caller) => permissions.has("contacts:read")
    const scopeOf = (caller: Caller) => ({
      workspaceId: caller.workspaceId,
      now: clock.now(),
      mayRead: mayRead(caller),
      requireRead: () => checkPermission(caller, "contacts:read", permissions),
    })

    app.post(
      "/test-sends",
      {
        config: write,
        schema: {
          summary: "Send a test of one or more messages",
          description:
            "To phones, contacts and test groups, in all languages of a template if asked for; 100 messages at most. Each goes as " +
            "POST /v1/messages/test says. A free-form message reaches only phones that wrote to the number in the last 24 hours. Where " +
            "one cannot go, its `problem` says why, and the others go.",
          tags,
          body: newTestSend,
          response: { 202: testSend, ...problems },
        },
      },
      async ({ caller, body }, reply) => {
        const namesContacts = body.as_contact_id !== undefined || body.to.some((one) => "contact_id" in one)
        // The phones may be anyone's, and show what is known of a contact.
        if (namesContacts) checkPermission(caller, "contacts:read", permissions)
        return reply.status(202).send(await sendTests(platform, caller.workspaceId, body, mayRead(caller)))
      },
    )

    app.get(
      "/test-groups",
      {
        config: write,
        schema: {
          summary: "List test groups",
          tags,
          querystring: listQuery,
          response: { 200: sortedPageOf(testGroup), ...problems },
        },
      },
      ({ caller, query: { search, ...paging } }) =>
        db.workspace(caller.workspaceId, (tx) =>
          readSortedPage(tx, selectGroups(mayRead(caller), search), sorting, paging),
        ),
    )

    app.post(
      "/test-groups",
      {
        config: write,
        schema: {
          summary: "Create a test group",
          description:
            "Those who get tests together: contacts, and phones; 50 at most. Naming a contact takes contacts:read, too.",
          tags,
          body: newTestGroup,
          response: { 201: testGroup, ...problems },
        },
      },
      async ({ caller, body }, reply) => {
        const made = await db.workspace(caller.workspaceId, (tx) => createGroup(tx, scopeOf(caller), body))
        return reply.status(201).send(made)
      },
    )

    app.get(
      "/test-groups/:id",
      {
        config: write,
        schema: {
          summary: "Read a test group",
          tags,
          params: fields.byId,
          response: { 200: testGroup, ...problems },
        },
      },
      ({ caller, params: { id } }) =>
        db.workspace(caller.workspaceId, (tx) => getGroup(tx, id, mayRead(caller))),
    )

    app.patch(
      "/test-groups/:id",
      {
        config: write,
        schema: {
          summary: "Change a test group",
          description:
            "`members` replaces all of them. Naming a contact that is not in it takes contacts:read, too.",
          tags,
          params: fields.byId,
          body: testGroupChange,
          response: { 200: testGroup, ...problems },
        },
      },
      ({ caller, params: { id }, body }) =>
        db.workspace(caller.workspaceId, (tx) => changeGroup(tx, { ...scopeOf(caller), id }, body)),
    )

    app.delete(
      "/test-groups/:id",
      {
        config: write,
        schema: {
          summary: "Delete a test group",
          tags,
          params: fields.byId,
          response: { 204: z.null(), ...problems },
        },
      },
      async ({ caller, params: { id } }, reply) => {
        await db.workspace(caller.workspaceId, (tx) => deleteGroup(tx, id))
        return reply.status(204).send(null)
      },
    )
  }

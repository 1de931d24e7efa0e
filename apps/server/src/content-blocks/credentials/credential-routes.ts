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
import {
  changeCredential,
  contentCredential,
  contentCredentialChange,
  createCredential,
  deleteCredential,
  getCredential,
  newContentCredential,
  selectCredentials,
} from "./credentials.ts"

const sorting = defineSorting({
  keys: { created: { column: "id", kind: "id" }, name: { column: "name", kind: "text" } },
  usual: { sort: "created", order: "desc" },
})

/** With what contents ask other systems. Mounted under /v1. */
export const credentialsRoutes =
  ({ db, clock, secrets }: Platform): Routes =>
  async (app) => {
    const tags = ["Content blocks"]
    const { problems } = fields
    const read = { permission: "content_blocks:read" } as const
    const manage = { permission: "content_credentials:manage" } as const
    const scopeOf = (workspaceId: string) => ({ workspaceId, secrets, now: clock.now() })

    app.get(
      "/content-credentials",
      {
        config: read,
        schema: {
          summary: "List credentials that contents ask other systems with",
          description: "Without their passwords.",
          tags,
          querystring: sortedPaging(sorting),
          response: { 200: sortedPageOf(contentCredential), ...problems },
        },
      },
      ({ caller, query }) =>
        db.workspace(caller.workspaceId, (tx) => readSortedPage(tx, selectCredentials(), sorting, query)),
    )

    app.post(
      "/content-credentials",
      {
        config: manage,
        schema: {
          summary: "Keep a user name and a password for a host",
          description: "{% connected_content https://shop.example/… :basic_auth name %} asks with them.",
          tags,
          body: newContentCredential,
          response: { 201: contentCredential, ...problems },
        },
      },
      async ({ caller, body }, reply) => {
        const created = await db.workspace(caller.workspaceId, (tx) =>
          createCredential(tx, scopeOf(caller.workspaceId), body),
        )
        return reply.status(201).send(created)
      },
    )

    app.get(
      "/content-credentials/:id",
      {
        config: read,
        schema: {
          summary: "Read a credential, without its password",
          tags,
          params: fields.byId,
          response: { 200: contentCredential, ...problems },
        },
      },
      ({ caller, params }) => db.workspace(caller.workspaceId, (tx) => getCredential(tx, params.id)),
    )

    app.patch(
      "/content-credentials/:id",
      {
        config: manage,
        schema: {
          summary: "Change a credential",
          tags,
          params: fields.byId,
          body: contentCredentialChange,
          response: { 200: contentCredential, ...problems },
        },
      },
      ({ caller, params, body }) =>
        db.workspace(caller.workspaceId, (tx) =>
          changeCredential(tx, { ...scopeOf(caller.workspaceId), id: params.id }, body),
        ),
    )

    app.delete(
      "/content-credentials/:id",
      {
        config: manage,
        schema: {
          summary: "Delete a credential",
          description: "Messages whose contents name it are dropped from then on.",
          tags,
          params: fields.byId,
          response: { 204: z.null(), ...problems },
        },
      },
      async ({ caller, params }, reply) => {
        await db.workspace(caller.workspaceId, (tx) => deleteCredential(tx, params.id))
        return reply.status(204).send(null)
      },
    )
  }

import { z } from "zod"
import { Problem } from "../platform/errors.ts"
import { fields, type Routes } from "../platform/http/index.ts"
import type { Platform } from "../platform/index.ts"
import { applyAgain, forgetSetAside, listSetAside, readSetAside } from "../platform/log/index.ts"

const tags = ["Operations"]
const security = [{ operator_key: [] }]
const config = { permission: "operator" } as const

const setAside = z
  .object({
    id: fields.id,
    topic: z
      .string()
      .describe("What it is, such as `webhooks`: bodies, or parts of bodies, as Meta sent them"),
    failure: z.string().describe("Why the last try failed"),
    tries: z.int(),
    received_at: fields.timestamp,
    set_aside_at: fields.timestamp,
    characters: z.int().describe("Length of the payload, in characters"),
  })
  .meta({ id: "SetAsideEntry" })

const count = z
  .object({ entries: z.int().describe("How many went back into the log") })
  .meta({ id: "AppliedEntries" })

const withPayload = setAside.extend({ payload: z.string() }).meta({ id: "SetAsidePayload" })

/**
 * What arrived and could not be applied, of all workspaces: for the operator of the installation alone, as a payload says
 * who wrote what to which person.
 */
export const setAsideRoutes =
  ({ db, logger }: Platform): Routes =>
  async (app) => {
    app.get(
      "/log/set-aside",
      {
        config,
        schema: {
          summary: "List log entries that could not be applied, the oldest first",
          tags,
          security,
          querystring: fields.paging,
          response: { 200: fields.pageOf(setAside), ...fields.problems },
        },
      },
      async ({ query: { after, limit } }) =>
        fields.toPage(await db.system((tx) => listSetAside(tx, { after, limit: limit + 1 })), limit),
    )

    app.get(
      "/log/set-aside/:id",
      {
        config,
        schema: {
          summary: "Read one with its payload",
          tags,
          security,
          params: fields.byId,
          response: { 200: withPayload, ...fields.problems },
        },
      },
      async ({ params }) => (await db.system((tx) => readSetAside(tx, params.id))) ?? none(),
    )

    app.post(
      "/log/set-aside/:id/apply",
      {
        config,
        schema: {
          summary: "Apply one again",
          description: "It goes back into the log, and is set aside again if it still cannot be applied.",
          tags,
          security,
          params: fields.byId,
          response: { 202: count, ...fields.problems },
        },
      },
      async ({ params }, reply) => {
        const entries = await db.system((tx) => applyAgain(tx, params.id))
        if (entries === 0) none()
        logger.info({ entry: params.id }, "an entry that was set aside is applied again")
        return reply.code(202).send({ entries })
      },
    )

    app.post(
      "/log/set-aside/apply",
      {
        config,
        schema: {
          summary: "Apply all of them again",
          tags,
          security,
          response: { 202: count, ...fields.problems },
        },
      },
      async (_request, reply) => {
        const entries = await db.system((tx) => applyAgain(tx))
        logger.info({ entries }, "entries that were set aside are applied again")
        return reply.code(202).send({ entries })
      },
    )

    app.delete(
      "/log/set-aside/:id",
      {
        config,
        schema: {
          summary: "Delete one for good",
          description: "What it says, such as an opt-out or a status, is then lost.",
          tags,
          security,
          params: fields.byId,
          response: { 204: z.null(), ...fields.problems },
        },
      },
      async ({ params }, reply) => {
        if (!(await db.system((tx) => forgetSetAside(tx, params.id)))) none()
        logger.info({ entry: params.id }, "an entry that was set aside was deleted")
        return reply.code(204).send(null)
      },
    )
  }

function none(): never {
  throw new Problem("not_found", "There is no such entry; it may have been applied or deleted.", {
    help: "List the entries again.",
  })
}

import { z } from "zod"
import { Problem } from "../../platform/errors.ts"
import { fields, type Routes } from "../../platform/http/index.ts"
import type { Platform } from "../../platform/index.ts"
import { imaginaryId, isSandbox } from "./imaginary-card.ts"
import {
  deleteRateCard,
  imaginaryRateCard,
  importRateCard,
  listRateCards,
  newRateCard,
  rateCard,
  rateCardList,
  readRateCardById,
} from "./rate-cards.ts"

const tags = ["Rate cards"]

export const rateCardsRoutes =
  ({ db, clock, config }: Platform): Routes =>
  async (app) => {
    const isImaginary = (id: string) => id === imaginaryId && isSandbox(config)
    app.get(
      "/rate-cards",
      {
        config: { permission: "campaigns:read" },
        schema: {
          summary: "List rate cards",
          description: "What Meta asks for messages, as it was imported. The latest first.",
          tags,
          response: { 200: rateCardList, ...fields.problems },
        },
      },
      async ({ caller }) => {
        const imported = await db.workspace(caller.workspaceId, listRateCards)
        const cards = isSandbox(config) ? [...imported, imaginaryRateCard()] : imported
        return { data: cards.map(({ rates: _, ...card }) => card) }
      },
    )

    app.post(
      "/rate-cards",
      {
        config: { permission: "campaigns:write" },
        schema: {
          summary: "Import a rate card of Meta's",
          description:
            "A CSV with a row for each market and a column for each category. What messages cost follows from it, of those before too.",
          tags,
          body: newRateCard,
          response: { 201: rateCard, ...fields.problems },
        },
      },
      async ({ body, caller: { workspaceId } }, reply) => {
        const card = await db.workspace(workspaceId, (tx) =>
          importRateCard(tx, { workspaceId, now: clock.now() }, body),
        )
        return reply.status(201).send(card)
      },
    )

    app.get(
      "/rate-cards/:id",
      {
        config: { permission: "campaigns:read" },
        schema: {
          summary: "One rate card, with its prices",
          tags,
          params: fields.byId,
          response: { 200: rateCard, ...fields.problems },
        },
      },
      async ({ params, caller }) =>
        isImaginary(params.id)
          ? imaginaryRateCard()
          : db.workspace(caller.workspaceId, (tx) => readRateCardById(tx, params.id)),
    )

    app.delete(
      "/rate-cards/:id",
      {
        config: { permission: "campaigns:write" },
        schema: {
          summary: "Delete a rate card",
          tags,
          params: fields.byId,
          response: { 204: z.null(), ...fields.problems },
        },
      },
      async ({ params, caller }, reply) => {
        if (isImaginary(params.id)) {
          throw new Problem("conflict", "The sandbox has its imaginary prices for good.", {
            help: "Import a rate card: it is used in their place.",
          })
        }
        await db.workspace(caller.workspaceId, (tx) => deleteRateCard(tx, params.id))
        return reply.status(204).send(null)
      },
    )
  }

/** What a trigger gives to one message alone, for Liquid, in groups that have Braze's names. */
import { z } from "zod"

const given = z.record(z.string(), z.unknown())
const text = z.string()

/** `variables` of a message: these groups, and beside them what `POST /v1/messages` was given. */
export const givenVariables = z
  .looseObject({
    api_trigger_properties: given.describe("Of a trigger through the API"),
    event_properties: given.describe("Of the event that triggered the message"),
    canvas_entry_properties: given,
    context: given,
    campaign: z.object({
      api_id: text,
      name: text,
      dispatch_id: text,
      message_name: text,
      message_api_id: text,
    }),
    canvas: z.object({ api_id: text, name: text, variant_api_id: text, variant_name: text }),
    whats_app: z
      .object({
        inbound_message_body: text.nullable(),
        inbound_media_urls: z.array(text),
        inbound_flow_response: z.unknown(),
        inbound_product_id: text.nullable(),
        inbound_catalog_id: text.nullable(),
        inbound_profile_name: text.nullable(),
        inbound_username: text.nullable(),
      })
      .partial()
      .describe("Of the inbound message that triggered it"),
  })
  .partial()
  .meta({ id: "GivenVariables" })
export type GivenVariables = z.output<typeof givenVariables>

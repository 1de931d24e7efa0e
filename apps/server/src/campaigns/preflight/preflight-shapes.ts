/** What is asked and answered about a launch before it starts. */
import { campaignQuietHours, frequencyCaps } from "@parley/model"
import { z } from "zod"
import { fields } from "../../platform/http/index.ts"
import { localTime, localTimes } from "../schedule/plan-launch.ts"
import { freeReasons } from "./plan-cost.ts"

export const preflightQuery = z
  .object({
    at: fields.instant.optional().describe("When it would start; now when absent"),
    in_local_time: localTime.optional().describe("In place of `at`: by the clock of each contact"),
  })
  .refine(({ at, in_local_time }) => at === undefined || in_local_time === undefined, {
    path: ["in_local_time"],
    message: "either this or `at`",
  })

const count = z.int()
const problem = z.object({
  code: z.string(),
  message: z.string(),
  help: z.string().nullable(),
  field: z.string().nullable().describe("Of the campaign; null: it is of something else"),
  is_blocking: z.boolean().describe("Whether it cannot be launched as long as this is so"),
})
/** What stands in the way of a launch, or should be known before it. */
export type Found = z.output<typeof problem>

export const preflight = z
  .object({
    problems: z.array(problem),
    reach: z
      .object({
        audience: count.describe("Contacts that match = people + control + suppressed"),
        people: count.describe("Who gets a message"),
        control: count.describe("Who gets nothing, for comparison"),
        suppressed: z.array(
          z.object({ code: z.string(), title: z.string(), advice: z.string().nullable(), count }),
        ),
        us_numbers: count.describe("The part of `suppressed` that Meta delivers no marketing to"),
      })
      .nullable()
      .describe("null: a number or a message is missing"),
    languages: z.array(
      z.object({
        language: z.string().nullable().describe("Of the contacts; null: not known"),
        people: count,
        sent_in: z
          .string()
          .nullable()
          .describe(
            "The language of the template they get, of the first variant; null: it is made from none",
          ),
        is_fallback: z.boolean().describe("They get it in a language that they do not speak"),
      }),
    ),
    templates: z.array(
      z.object({
        variant: z.string(),
        id: fields.id,
        name: z.string(),
        language: z.string(),
        status: z.string(),
        category: z.string(),
        is_sendable: z.boolean(),
      }),
    ),
    sending: z
      .object({
        starts_at: fields.timestamp,
        ends_at: fields.timestamp.describe(
          "When the last person has it, where the number sends nothing else",
        ),
        per_second: z.number().describe("Messages that go in a second"),
        limited_by: z.enum(["number", "campaign"]),
        messaging_limit: count
          .nullable()
          .describe("Different people in 24 hours, of the number's portfolio; null: no limit, or not known"),
        days: z
          .array(z.object({ date: z.string(), people: count }))
          .describe("By the clock of the workspace; 60 at most, the last with all that is left"),
      })
      .nullable(),
    in_local_time: localTimes.nullable(),
    cost: z
      .object({
        amounts: z.array(z.object({ currency: z.string(), amount: z.number() })),
        charged: count.describe("Messages that `amounts` are for"),
        free: z
          .array(z.object({ reason: z.enum(freeReasons), count }))
          .describe(
            "Messages that cost nothing: answers to an ad within 72 hours, and the first 1,000 of a number in a month that are no " +
              "templates",
          ),
        unpriced: z
          .array(
            z.object({
              country: z.string().nullable(),
              category: z.string(),
              count,
              reason: z.enum(["no_rate_card", "no_rate", "no_country"]),
            }),
          )
          .describe("What they cost is not known: nothing is made up"),
        parts: z.array(
          z.object({
            country: z.string().nullable(),
            category: z.string(),
            currency: z.string(),
            count,
            amount: z.number(),
          }),
        ),
        rate_cards: z.array(
          z.object({ name: z.string(), effective_from: z.string(), is_imaginary: z.boolean() }),
        ),
      })
      .nullable()
      .describe("If each message arrives, by the rate cards that hold as it starts. null: nobody gets any"),
    caps: z
      .object({ rules: frequencyCaps, is_ignored: z.boolean() })
      .describe("The workspace's frequency caps, by which fewer may get it: they depend on the moment"),
    approval: z
      .object({
        is_needed: z.boolean().describe("Another member has to approve it before it goes out"),
        above: count.nullable().describe("Campaigns to more people need it; null: none does"),
        is_given: z.boolean().describe("It is approved as it is now"),
      })
      .describe("See GET /v1/campaigns/{id}/approvals"),
    quiet_hours: z.object({
      workspace: z.object({ from: z.string(), until: z.string(), zone: z.string() }).nullable(),
      campaign: campaignQuietHours.nullable(),
    }),
  })
  .meta({ id: "CampaignPreflight" })

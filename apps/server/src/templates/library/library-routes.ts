import { type LibraryTemplate, libraryComponents } from "@parley/whatsapp/graph"
import { z } from "zod"
import { fields, type Routes } from "../../platform/http/index.ts"
import type { Platform } from "../../platform/index.ts"
import { asTemplate, template } from "../template.ts"
import { browseLibrary, libraryValues, submitFromLibrary } from "./library.ts"

const tags = ["Templates"]

const libraryTemplate = z
  .object({
    id: z.string().describe("Meta's id of the format"),
    name: z.string(),
    language: z.string(),
    category: z.string(),
    topic: z.string().nullable(),
    usecase: z.string().nullable(),
    industry: z.array(z.string()),
    components: z.array(z.unknown()).describe("What it says, as Meta defines components"),
    values: z
      .array(
        z.object({
          name: z.string(),
          type: z.string().describe("TEXT, AMOUNT, DATE, …: values of messages must match it"),
          example: z.string().nullable(),
        }),
      )
      .describe("What a message must fill in"),
  })
  .meta({ id: "LibraryTemplate" })

function asLibraryTemplate(format: LibraryTemplate): z.input<typeof libraryTemplate> {
  const { id, name, language, category, topic, usecase, industry } = format
  return {
    id,
    name,
    language,
    category,
    topic: topic ?? null,
    usecase: usecase ?? null,
    industry,
    components: libraryComponents(format),
    values: libraryValues(format),
  }
}

const buttonInput = z
  .discriminatedUnion("type", [
    z.strictObject({
      type: z.literal("URL"),
      url: z.strictObject({
        base_url: z.string().min(1).max(2000).describe("May end with {{1}}"),
        url_suffix_example: z
          .string()
          .max(2000)
          .optional()
          .describe("A whole address, when it ends with {{1}}"),
      }),
    }),
    z.strictObject({ type: z.literal("PHONE_NUMBER"), phone_number: z.string().min(1).max(20) }),
    z.strictObject({ type: z.literal("QUICK_REPLY") }),
  ])
  .meta({ id: "LibraryButtonInput" })

const bodyInputs = z
  .strictObject({
    add_contact_number: z.boolean().optional(),
    add_learn_more_link: z.boolean().optional(),
    add_security_recommendation: z.boolean().optional(),
    add_track_package_link: z.boolean().optional(),
    code_expiration_minutes: z.number().int().min(1).max(90).optional(),
  })
  .meta({ id: "LibraryBodyInputs" })

const libraryChoice = z
  .strictObject({
    business_account_id: fields.id,
    name: z.string().describe("What it is called in the account"),
    language: z.string(),
    library_template_name: z.string().min(1).max(512),
    button_inputs: z.array(buttonInput).max(10).default([]),
    body_inputs: bodyInputs.optional(),
  })
  .meta({ id: "LibraryChoice" })

/** Meta's template library. */
export const libraryRoutes =
  (platform: Platform): Routes =>
  async (app) => {
    app.get(
      "/template-library",
      {
        config: { permission: "templates:read" },
        schema: {
          summary: "Search Meta's template library",
          description: "Formats that Meta has written and reviewed. They belong to no account.",
          tags,
          querystring: z.object({
            business_account_id: fields.id.describe("The business account whose access to Meta is used"),
            search: z.string().trim().min(1).max(200).optional().describe("In names and texts"),
            language: z.string().max(20).optional(),
            topic: z.string().max(100).optional().describe("Such as ORDER_MANAGEMENT"),
            usecase: z.string().max(100).optional().describe("Such as ORDER_CONFIRMATION"),
            industry: z.string().max(100).optional().describe("Such as E_COMMERCE"),
            after: z.string().max(1000).optional().describe("`next` of the page before"),
            limit: z.coerce.number().int().min(1).max(100).default(24),
          }),
          response: {
            200: z.object({ data: z.array(libraryTemplate), next: z.string().nullable() }),
            502: fields.problem,
            ...fields.problems,
          },
        },
      },
      async ({ query: { business_account_id, ...search }, caller }) => {
        const { templates, after } = await browseLibrary(platform, caller.workspaceId, {
          ...search,
          businessAccountId: business_account_id,
        })
        return { data: templates.map(asLibraryTemplate), next: after ?? null }
      },
    )

    app.post(
      "/templates/from-library",
      {
        config: { permission: "templates:write" },
        schema: {
          summary: "Add a template from Meta's library unchanged",
          description:
            "Meta has reviewed it already. Buttons get the addresses and numbers given, in the order of the format's buttons.",
          tags,
          body: libraryChoice,
          response: { 201: template, 502: fields.problem, ...fields.problems },
        },
      },
      async ({ body: { business_account_id, ...choice }, caller }, reply) => {
        const account = { workspaceId: caller.workspaceId, businessAccountId: business_account_id }
        const row = await submitFromLibrary(platform, account, choice)
        return reply.code(201).send(asTemplate(row, platform.clock.now()))
      },
    )
  }

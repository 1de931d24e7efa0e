import { answerOf, type Shapes } from "../api/client.ts"
import { Failure } from "../failure.ts"
import { did, eventually, note, openAct, type Stage } from "./context.ts"

export interface Templates {
  invitation: Template
  followUp: Template
}

type Template = Shapes["Template"]
type Draft = Shapes["TemplateDefinition"]

const said =
  "Hi {{first_name}}, our autumn tasting comes to {{city}} this Saturday: six new roasts, freshly brewed. Shall we keep a place for you?"

const invitation: Draft = {
  name: "autumn_tasting",
  language: "en",
  category: "MARKETING",
  parameter_format: "NAMED",
  components: [
    { type: "HEADER", format: "TEXT", text: "Our autumn tasting" },
    {
      type: "BODY",
      text: said,
      example: {
        body_text_named_params: [
          { param_name: "first_name", example: "Ana" },
          { param_name: "city", example: "Lisbon" },
        ],
      },
    },
    { type: "FOOTER", text: "You get this because you signed up with us" },
    {
      type: "BUTTONS",
      buttons: [
        { type: "QUICK_REPLY", text: "Yes, please" },
        { type: "QUICK_REPLY", text: "Not this time" },
      ],
    },
  ],
}

const followUp: Draft = {
  name: "answer_waiting",
  language: "en",
  category: "UTILITY",
  parameter_format: "NAMED",
  components: [
    {
      type: "BODY",
      text: "Hi {{first_name}}, you asked us about your reservation and we have an answer. Write back and we go on where we left off.",
      example: { body_text_named_params: [{ param_name: "first_name", example: "Ana" }] },
    },
  ],
}

/** Writes two templates, submits them, and waits for the review that the sandbox's reviewer decides. */
export async function writeTemplates(stage: Stage, businessAccountId: string): Promise<Templates> {
  openAct(stage, "4  Write templates", "Only a template that Meta has approved may open a conversation.")
  const [asked, answered] = await Promise.all([
    submit(stage, businessAccountId, invitation),
    submit(stage, businessAccountId, followUp),
  ])
  for (const { name, category, status } of [asked, answered])
    did(stage, `${name} (${category.toLowerCase()}) was submitted: ${status}`)
  note(stage, stage.screen.paint("dim", `“${said}”`))
  const approved = await Promise.all([approve(stage, asked), approve(stage, answered)])
  did(stage, "The reviewer approved both; webhooks told Parley")
  return { invitation: approved[0], followUp: approved[1] }
}

function submit({ api }: Stage, businessAccountId: string, definition: Draft): Promise<Template> {
  return answerOf(
    api.POST("/v1/templates", { body: { business_account_id: businessAccountId, ...definition } }),
  )
}

async function approve(stage: Stage, submitted: Template): Promise<Template> {
  if (submitted.meta_id === null) throw new Failure(`Template ${submitted.name} has no id at Meta.`)
  await stage.sandbox.reviewTemplate(submitted.meta_id, "APPROVED")
  return eventually(stage, `the approval of ${submitted.name}`, 20_000, async () => {
    const now = await answerOf(
      stage.api.GET("/v1/templates/{id}", { params: { path: { id: submitted.id } } }),
    )
    return now.status === "APPROVED" ? now : undefined
  })
}

import { answerOf } from "../api/client.ts"
import { Failure } from "../failure.ts"
import { sandboxAppName } from "../processes/programs.ts"
import { did, note, openAct, type Stage } from "./context.ts"

/** Login with Facebook: the person shares a business account, Parley gets a code and exchanges it. @returns its id */
export async function connectAccount(
  stage: Stage,
): Promise<{ businessAccountId: string; businessName: string }> {
  const { api, sandbox, tag } = stage
  openAct(
    stage,
    "1  Connect a WhatsApp Business account",
    "Login with Facebook: Parley gets a code that is good once and for 30 seconds, never a password.",
  )
  const person = "Ana Almeida"
  const businessName = `Meridian Coffee ${tag}`
  const { app_id } = await sandbox.app(sandboxAppName)
  const { code, waba_id } = await sandbox.logIn({ app_id, person, business_name: businessName })
  did(stage, `${person} logged in and shared the account of “${businessName}”`)

  const { business_accounts, warnings } = await answerOf(api.POST("/v1/connect/whatsapp", { body: { code } }))
  const account = business_accounts.find((each) => each.waba_id === waba_id)
  if (!account) throw new Failure(`The account ${waba_id} was shared, but Parley did not connect it.`)
  did(stage, `Parley exchanged the code: account ${waba_id} is connected, its webhooks lead here`)
  for (const { message, help } of warnings) note(stage, stage.screen.paint("yellow", `! ${message} ${help}`))
  return { businessAccountId: account.id, businessName }
}

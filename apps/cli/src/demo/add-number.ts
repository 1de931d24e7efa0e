import { randomInt } from "node:crypto"
import { answerOf, type Shapes } from "../api/client.ts"
import { Failure } from "../failure.ts"
import { did, eventually, openAct, type Stage } from "./context.ts"

export type ReadyNumber = Shapes["Number"] & { subscription_group_id: string }

/** Adds a number to the account, proves that it is ours with the code on its SIM, and puts it into service. */
export async function addNumber(
  stage: Stage,
  businessAccountId: string,
  verifiedName: string,
): Promise<ReadyNumber> {
  const { api, sandbox } = stage
  openAct(
    stage,
    "2  Add a phone number",
    "The person who reads the code on the SIM owns the number; registering it puts it into service.",
  )
  const national = `151${randomInt(10_000_000, 99_999_999)}`
  const added = await answerOf(
    api.POST("/v1/business-accounts/{id}/numbers", {
      params: { path: { id: businessAccountId } },
      body: { cc: "49", phone_number: national, verified_name: verifiedName },
    }),
  )
  const params = { path: { id: added.id } }
  did(stage, `${added.display_phone_number} was added as “${verifiedName}”`)

  await api.POST("/v1/numbers/{id}/request-code", { params, body: { method: "SMS" } })
  const code = await eventually(stage, "the verification code", 10_000, () =>
    sandbox.latestCode(added.phone_number_id),
  )
  await api.POST("/v1/numbers/{id}/verify", { params, body: { code } })
  did(stage, `An SMS brought the code ${code}; the number is verified`)

  const registered = await answerOf(api.POST("/v1/numbers/{id}/register", { params, body: {} }))
  const { subscription_group_id } = registered
  if (!registered.registered || subscription_group_id === null)
    throw new Failure("The number could not be registered.")
  did(
    stage,
    "It is registered, with a two-step PIN that Parley keeps sealed and a subscription group for consent",
  )
  return { ...registered, subscription_group_id }
}

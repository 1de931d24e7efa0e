/** What keeps a test from a phone. */
import { explainStatus } from "@parley/whatsapp/templates"
import { sql, type Tx } from "../../platform/database/index.ts"
import { Problem } from "../../platform/errors.ts"

/** null: the status lets the template be sent. */
export function whyUnsendable(status: string): Problem | null {
  const { title, meaning, advice, sendable } = explainStatus(status)
  if (sendable) return null
  return new Problem("not_sendable", `The template is ${title.toLowerCase()}. ${meaning}`, {
    field: "content.template_id",
    help: advice ?? "Choose an approved template.",
  })
}

/** Their last message to the number, by phone. */
export async function windowsOf(
  tx: Tx,
  numberId: string,
  phones: readonly string[],
): Promise<Map<string, Date>> {
  const { rows } = await sql<{ phone: string | null; wa_id: string | null; last_inbound_at: Date }>`
    SELECT k.phone, k.wa_id, v.last_inbound_at FROM contacts AS k JOIN conversations AS v ON v.contact_id = k.id
    WHERE v.number_id = ${numberId} AND v.last_inbound_at IS NOT NULL
      AND (k.phone = ANY (${phones}::text[]) OR k.wa_id = ANY (${phones.map((phone) => phone.slice(1))}::text[]))`.execute(
    tx,
  )
  return new Map(
    rows.flatMap(({ phone, wa_id, last_inbound_at }) =>
      [phone, wa_id === null ? null : `+${wa_id}`].flatMap((one) =>
        one === null ? [] : [[one, last_inbound_at] as const],
      ),
    ),
  )
}

export const notARecipient = () =>
  new Problem(
    "not_sendable",
    "This number reaches its test recipients only, and this phone is not one of them.",
    {
      field: "to",
      help: "Add the phone to the number's test recipients, or use a number in live mode.",
    },
  )

export const windowClosed = () =>
  new Problem("window_closed", "This phone has not written to the number in the last 24 hours.", {
    field: "to",
    help: "Write something to the number from that phone, and send the test again.",
  })

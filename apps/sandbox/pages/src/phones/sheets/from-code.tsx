import { Button, Group, Stack, Text, TextInput } from "@mantine/core"
import { useState } from "react"
import { z } from "zod"
import { numbersSchema, qrCodesSchema } from "../../../../src/control/views/shapes.ts"
import { control } from "../../api.ts"
import { useChange, useLive } from "../../live.ts"
import { type Arrival, type Scanned, scanned } from "../entry-point.ts"
import look from "../phone.module.css"

const openedSchema = z.object({ phone_number_id: z.string(), prefilled_message: z.string() })

/** Scans a business's QR code, or follows its short link. */
export function FromCode({ waId, onOpen }: { waId: string; onOpen: (arrival: Arrival) => void }) {
  const { data: codes } = useLive(qrCodesSchema, "views/qr-codes")
  const [text, setText] = useState("")
  const scan = useChange((what: Scanned) => arrivalOf(waId, what), { tellsErrors: false })
  const found = scanned(text)
  const mistake =
    text === "" || found !== undefined ? scan.error?.message : "A wa.me link, or a code of 14 characters."
  const open = (what: Scanned) => scan.mutate(what, { onSuccess: onOpen })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (found !== undefined) open(found)
      }}
    >
      <Stack>
        <Group align="flex-start" gap="xs">
          <TextInput
            flex={1}
            label="Code or link"
            placeholder="https://wa.me/message/…"
            error={mistake}
            value={text}
            onChange={(event) => {
              setText(event.currentTarget.value)
              scan.reset()
            }}
          />
          <Button type="submit" mt={25} disabled={found === undefined}>
            Scan
          </Button>
        </Group>
        {codes?.data.map(({ code, prefilled_message, verified_name, display_phone_number }) => (
          <button
            key={code}
            type="button"
            className={look.entry}
            onClick={() => open({ kind: "code", code })}
          >
            <span style={{ minWidth: 0 }}>
              <Text span display="block" fw={600} truncate dir="auto">
                {prefilled_message}
              </Text>
              <Text span display="block" size="sm" c="dimmed">
                {verified_name} · {display_phone_number}
              </Text>
            </span>
          </button>
        ))}
        {codes?.data.length === 0 ? (
          <Text size="sm" c="dimmed">
            No business has made a code yet; they do at message_qrdls. A link such as
            https://wa.me/4930901820?text=Hello opens a chat too.
          </Text>
        ) : null}
      </Stack>
    </form>
  )
}

async function arrivalOf(waId: string, what: Scanned): Promise<Arrival> {
  if (what.kind === "code") {
    const opened = await control(openedSchema, "POST", `people/${waId}/scan`, { code: what.code })
    return { numberId: opened.phone_number_id, draft: opened.prefilled_message, referral: undefined }
  }
  const numbers = await control(numbersSchema, "GET", `views/numbers?search=${what.digits}`)
  const number = numbers.data.find(({ digits }) => digits === what.digits)
  if (number === undefined) throw new Error(`No business has the number +${what.digits}.`)
  return { numberId: number.phone_number_id, draft: what.text, referral: undefined }
}

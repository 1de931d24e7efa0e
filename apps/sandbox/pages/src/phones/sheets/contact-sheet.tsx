import { Button, Stack, TextInput } from "@mantine/core"
import { useState } from "react"
import type { Written } from "../content/content.ts"
import { Sheet } from "./sheet.tsx"

/** A card of someone else, to send along. */
export function ContactSheet({
  onClose,
  onSend,
}: {
  onClose: () => void
  onSend: (written: Written) => void
}) {
  const [name, setName] = useState("Noor Haddad")
  const [phone, setPhone] = useState("+4915120000001")
  const [first = "", ...rest] = name.trim().split(/\s+/)
  const digits = phone.replace(/\D/g, "")
  const mistake =
    digits.length >= 5 && digits.length <= 15 ? undefined : "5 to 15 digits with the country code."
  return (
    <Sheet onClose={onClose} title="Send a contact">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          const names = { formatted_name: name.trim(), first_name: first }
          const contact = {
            name: rest.length === 0 ? names : { ...names, last_name: rest.join(" ") },
            phones: [{ phone: `+${digits}`, wa_id: digits, type: "CELL" }],
          }
          onSend({ type: "contacts", contacts: [contact] })
        }}
      >
        <Stack>
          <TextInput label="Name" value={name} onChange={(event) => setName(event.currentTarget.value)} />
          <TextInput
            label="Phone number"
            inputMode="tel"
            error={mistake}
            value={phone}
            onChange={(event) => setPhone(event.currentTarget.value)}
          />
          <Button type="submit" disabled={first === "" || mistake !== undefined}>
            Send this contact
          </Button>
        </Stack>
      </form>
    </Sheet>
  )
}

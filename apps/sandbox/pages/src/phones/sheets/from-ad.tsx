import { Button, Select, Stack, Text, Textarea, TextInput } from "@mantine/core"
import { useState } from "react"
import { numbersSchema } from "../../../../src/control/views/shapes.ts"
import { useLive } from "../../live.ts"
import { randomId } from "../../random-id.ts"
import { type Arrival, referralOf } from "../entry-point.ts"

/** A click-to-WhatsApp ad: the first message says where it came from, and opens the free entry point. */
export function FromAd({ onOpen }: { onOpen: (arrival: Arrival) => void }) {
  const { data: numbers } = useLive(numbersSchema, "views/numbers")
  const [numberId, setNumberId] = useState<string | null>(null)
  const [sourceType, setSourceType] = useState<string | null>("ad")
  const [sourceId, setSourceId] = useState("120210000000000")
  const [headline, setHeadline] = useState("Chat with us")
  const [body, setBody] = useState("Summer succulents are here!")
  const [draft, setDraft] = useState("Hello! Can I get more info on this?")
  const chosen = numberId ?? numbers?.data[0]?.phone_number_id
  const idMistake = /^\d+$/.test(sourceId) ? undefined : "The id has digits only."
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (chosen === undefined) return
        const type = sourceType === "post" ? "post" : "ad"
        const referral = referralOf({ sourceId, sourceType: type, headline, body }, `ARA${randomId()}`)
        onOpen({ numberId: chosen, draft, referral })
      }}
    >
      <Stack>
        <Select
          label="Business"
          allowDeselect={false}
          data={(numbers?.data ?? []).map(({ phone_number_id, verified_name, display_phone_number }) => ({
            value: phone_number_id,
            label: `${verified_name} (${display_phone_number})`,
          }))}
          value={chosen ?? null}
          onChange={setNumberId}
        />
        <Select
          label="What was clicked"
          allowDeselect={false}
          data={[
            { value: "ad", label: "An ad" },
            { value: "post", label: "A post" },
          ]}
          value={sourceType}
          onChange={setSourceType}
        />
        <TextInput
          label="Its id"
          inputMode="numeric"
          error={idMistake}
          value={sourceId}
          onChange={(event) => setSourceId(event.currentTarget.value)}
        />
        <TextInput
          label="Headline"
          value={headline}
          onChange={(event) => setHeadline(event.currentTarget.value)}
        />
        <Textarea
          label="Text of the ad"
          value={body}
          onChange={(event) => setBody(event.currentTarget.value)}
        />
        <TextInput
          label="Already written in the chat"
          value={draft}
          onChange={(event) => setDraft(event.currentTarget.value)}
        />
        <Text size="sm" c="dimmed">
          Answered within 24 hours, everything the business writes is free for 72.
        </Text>
        <Button type="submit" disabled={chosen === undefined || idMistake !== undefined}>
          Click the ad
        </Button>
      </Stack>
    </form>
  )
}

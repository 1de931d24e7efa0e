import { Button, Group, NumberInput, Stack, TextInput } from "@mantine/core"
import { useState } from "react"
import type { Written } from "../content/content.ts"
import { Sheet } from "./sheet.tsx"

/** Where the person is, in decimal degrees. */
export function LocationSheet({
  onClose,
  onSend,
}: {
  onClose: () => void
  onSend: (written: Written) => void
}) {
  const [latitude, setLatitude] = useState<string | number>(52.52)
  const [longitude, setLongitude] = useState<string | number>(13.405)
  const [name, setName] = useState("Berlin")
  const [address, setAddress] = useState("")
  const isComplete = typeof latitude === "number" && typeof longitude === "number"
  return (
    <Sheet onClose={onClose} title="Send location">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          onSend({
            type: "location",
            location: {
              latitude,
              longitude,
              ...(name === "" ? {} : { name }),
              ...(address === "" ? {} : { address }),
            },
          })
        }}
      >
        <Stack>
          <Group grow align="flex-start">
            <NumberInput
              label="Latitude"
              min={-90}
              max={90}
              value={latitude}
              onChange={setLatitude}
              hideControls
            />
            <NumberInput
              label="Longitude"
              min={-180}
              max={180}
              value={longitude}
              onChange={setLongitude}
              hideControls
            />
          </Group>
          <TextInput label="Name" value={name} onChange={(event) => setName(event.currentTarget.value)} />
          <TextInput
            label="Address"
            value={address}
            onChange={(event) => setAddress(event.currentTarget.value)}
          />
          <Button type="submit" disabled={!isComplete}>
            Send this location
          </Button>
        </Stack>
      </form>
    </Sheet>
  )
}

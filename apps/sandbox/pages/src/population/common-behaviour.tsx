import { Button, Card, Group, Stack } from "@mantine/core"
import { notifications } from "@mantine/notifications"
import { useState } from "react"
import { type Behaviour, behaviourSchema } from "../../../src/people/behaviour.ts"
import { command } from "../api.ts"
import { useChange } from "../live.ts"
import { BehaviourFields, hasOrderedRanges } from "./behaviour-fields.tsx"

/** How everyone treats a message who was not told to treat it otherwise. */
export function CommonBehaviour({ population }: { population: Behaviour }) {
  const [draft, setDraft] = useState(population)
  const save = useChange(() => command("PATCH", "settings", { population: draft }))
  const isValid = behaviourSchema.safeParse(draft).success && hasOrderedRanges(draft)
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate(undefined, {
          onSuccess: () => notifications.show({ message: "People behave so from now on." }),
        })
      }}
    >
      <Stack>
        <Card withBorder>
          <BehaviourFields
            behaviour={draft}
            onChange={(part) => setDraft((before) => ({ ...before, ...part }))}
          />
        </Card>
        <Group justify="flex-end">
          <Button type="submit" loading={save.isPending} disabled={!isValid}>
            Save
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

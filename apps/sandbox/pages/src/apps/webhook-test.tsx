import { Button, Group, Select } from "@mantine/core"
import { notifications } from "@mantine/notifications"
import { useState } from "react"
import { command } from "../api.ts"
import { useChange } from "../live.ts"

/** Meta's "Test" button: posts a sample of the field to the app's callback. */
export function WebhookTest({ appId, fields }: { appId: string; fields: readonly string[] }) {
  const [field, setField] = useState(fields[0] ?? "messages")
  const test = useChange(() => command("POST", `apps/${appId}/test-webhook`, { field }))
  return (
    <Group align="flex-end">
      <Select
        label="Field"
        data={fields}
        value={field}
        allowDeselect={false}
        searchable
        onChange={(value) => setField(value ?? "messages")}
      />
      <Button
        variant="default"
        loading={test.isPending}
        onClick={() =>
          test.mutate(undefined, {
            onSuccess: () => notifications.show({ message: `A sample of ${field} was posted.` }),
          })
        }
      >
        Test
      </Button>
    </Group>
  )
}

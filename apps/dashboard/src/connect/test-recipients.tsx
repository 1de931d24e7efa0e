import { Alert, Button, Group, Paper, Stack, TagsInput, Text, Title } from "@mantine/core"
import { useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { api, client, type Shapes } from "../api/client.ts"
import { asProblem } from "../api/problem.ts"
import { useAction } from "../look/action.ts"
import { ProblemAlert } from "../look/problem-alert.tsx"
import { sayDone } from "../look/toasts.ts"
import { useMay } from "../session/me.ts"

const mostRecipients = 5

/** Shown while a number reaches its test recipients only: who they are. */
export function Reach({ number }: { number: Shapes["Number"] }) {
  const params = { params: { path: { id: number.id } } }
  const reach = api.useQuery("get", "/v1/numbers/{id}/reach", params)
  if (reach.error) return <ProblemAlert failure={reach.error} retry={reach.refetch} />
  if (reach.data === undefined || reach.data.restriction === null) return null
  return <TestRecipients key={reach.data.test_recipients.join()} number={number} reach={reach.data} />
}

function TestRecipients({ number, reach }: { number: Shapes["Number"]; reach: Shapes["Reach"] }) {
  const may = useMay()
  const queries = useQueryClient()
  const [phones, setPhones] = useState(reach.test_recipients)
  const params = { path: { id: number.id } }
  const save = useAction(async () => {
    const { data, error } = await client.PUT("/v1/numbers/{id}/reach", {
      params,
      body: { test_recipients: phones },
    })
    if (error) throw error
    queries.setQueryData(api.queryOptions("get", "/v1/numbers/{id}/reach", { params }).queryKey, data)
    sayDone("Test recipients saved.")
  })
  return (
    <Paper withBorder p="lg" component="section" aria-labelledby="reach">
      <Stack>
        <Title order={2} size="h4" id="reach">
          Test recipients
        </Title>
        <Alert variant="light" color="yellow">
          {reach.restriction === "test_number"
            ? "This is a Meta test number. It can message up to 5 people, each confirmed in the App Dashboard."
            : "The Meta app is in development mode, so only test recipients can be messaged."}{" "}
          Messages to anyone else are blocked.
        </Alert>
        <TagsInput
          label="Phone numbers"
          description="As listed in the App Dashboard (WhatsApp → API setup), with country code. Press Enter after each."
          value={phones}
          onChange={setPhones}
          maxTags={mostRecipients}
          splitChars={[",", ";"]}
          readOnly={!may("connection:manage")}
          error={save.failure ? asProblem(save.failure).message : null}
        />
        <Group justify="space-between">
          <Text size="sm" c="dimmed">
            {phones.length} of {mostRecipients}
          </Text>
          {may("connection:manage") ? (
            <Button
              loading={save.isBusy}
              disabled={phones.join() === reach.test_recipients.join()}
              onClick={() => void save.run()}
            >
              Save test recipients
            </Button>
          ) : null}
        </Group>
      </Stack>
    </Paper>
  )
}

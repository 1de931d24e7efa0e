import { ActionIcon, Alert, Box, Button, Group, Paper, Stack, Text, Title } from "@mantine/core"
import { useForm } from "@mantine/form"
import { IconPlus, IconTrash } from "@tabler/icons-react"
import { useQueryClient } from "@tanstack/react-query"
import { api, client, type Shapes } from "../api/client.ts"
import { asProblem, capitalized, issuesOf } from "../api/problem.ts"
import { useAction } from "../look/action.ts"
import { PhoneField } from "../look/form/phone-field.tsx"
import { phoneFault } from "../look/form/phone-reading.ts"
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
        {may("connection:manage") ? (
          <Recipients numberId={number.id} saved={reach.test_recipients} />
        ) : (
          <Text size="sm">{reach.test_recipients.join(", ") || "None yet."}</Text>
        )}
      </Stack>
    </Paper>
  )
}

function Recipients({ numberId, saved }: { numberId: string; saved: readonly string[] }) {
  const queries = useQueryClient()
  const form = useForm<{ phones: string[] }>({
    initialValues: { phones: saved.length === 0 ? [""] : [...saved] },
    validate: ({ phones }) =>
      Object.fromEntries(phones.map((phone, index) => [`phones.${index}`, phoneFault(phone)])),
  })
  const { phones } = form.values
  const isChanged = phones.filter((phone) => phone !== "").join() !== saved.join()
  const save = useAction(
    async () => {
      const params = { path: { id: numberId } }
      const { data, error } = await client.PUT("/v1/numbers/{id}/reach", {
        params,
        body: { test_recipients: phones.filter((phone) => phone !== "") },
      })
      if (error) throw error
      queries.setQueryData(api.queryOptions("get", "/v1/numbers/{id}/reach", { params }).queryKey, data)
      sayDone("Test recipients saved.")
    },
    (failure) => {
      const issues = issuesOf(asProblem(failure))
      const places = phones.flatMap((phone, index) => (phone === "" ? [] : [index]))
      const found = issues.flatMap(({ field, message }) => {
        const place = places[Number(/^test_recipients\.(\d+)$/.exec(field)?.[1])]
        return place === undefined ? [] : [[`phones.${place}`, capitalized(message)] as const]
      })
      for (const [field, message] of found) form.setFieldError(field, message)
      return found.length > 0 && found.length === issues.length ? undefined : failure
    },
  )
  return (
    <form onSubmit={form.onSubmit(() => save.run())} noValidate>
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          As listed in the App Dashboard (WhatsApp → API setup).
        </Text>
        {phones.map((phone, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row of the form is known by its place
          <Box key={index} pos="relative" maw={420}>
            <PhoneField
              label={`Phone number ${index + 1}`}
              {...form.getInputProps(`phones.${index}`)}
              value={phone}
            />
            {/* In the line of the label: beside the number it would leave no room for that on a phone. */}
            <ActionIcon
              variant="subtle"
              color="gray"
              size={24}
              pos="absolute"
              top={-3}
              right={0}
              aria-label={`Remove phone number ${index + 1}`}
              onClick={() => form.removeListItem("phones", index)}
            >
              <IconTrash size={16} aria-hidden />
            </ActionIcon>
          </Box>
        ))}
        <ProblemAlert failure={save.failure} />
        <Group justify="space-between">
          <Button
            variant="default"
            size="xs"
            leftSection={<IconPlus size={16} aria-hidden />}
            disabled={phones.length >= mostRecipients}
            onClick={() => form.insertListItem("phones", "")}
          >
            Add a phone number
          </Button>
          <Button type="submit" loading={save.isBusy} disabled={!isChanged}>
            Save test recipients
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

import { Accordion, Anchor, Badge, Button, Checkbox, Group, SimpleGrid, Stack, Text } from "@mantine/core"
import { useQueryClient } from "@tanstack/react-query"
import { api, client, type Shapes } from "../../api/client.ts"
import { useAction } from "../../look/action.ts"
import { ProblemAlert } from "../../look/problem-alert.tsx"
import { Instant } from "../../look/time/instant.tsx"
import { useMay } from "../../session/me.ts"

const listQuery = api.queryOptions("get", "/v1/connect/prerequisites")

/** What must be known before connecting, each with who acknowledged it and when. Folded away once all of it is. */
export function Prerequisites({ prerequisites }: { prerequisites: readonly Shapes["Prerequisite"][] }) {
  const done = prerequisites.filter((one) => one.acknowledged_at !== null).length
  const isDone = done === prerequisites.length
  return (
    <Accordion
      variant="contained"
      key={String(isDone)}
      defaultValue={isDone ? null : "prerequisites"}
      order={2}
    >
      <Accordion.Item value="prerequisites">
        <Accordion.Control>
          <Group gap="sm">
            <Text fw={600}>Prerequisites</Text>
            <Badge color={isDone ? "teal" : "gray"} variant="light">
              {done} of {prerequisites.length} acknowledged
            </Badge>
          </Group>
        </Accordion.Control>
        <Accordion.Panel>
          <List prerequisites={prerequisites} />
        </Accordion.Panel>
      </Accordion.Item>
    </Accordion>
  )
}

function List({ prerequisites }: { prerequisites: readonly Shapes["Prerequisite"][] }) {
  const queries = useQueryClient()
  const may = useMay()
  const open = prerequisites.filter((one) => one.acknowledged_at === null).map((one) => one.key)

  const acknowledge = useAction(async (keys: readonly string[]) => {
    for (const key of keys) {
      const { data, error } = await client.POST("/v1/connect/prerequisites/{key}/acknowledgement", {
        params: { path: { key } },
      })
      if (error) throw error
      queries.setQueryData(listQuery.queryKey, data)
    }
  })
  const [busy = []] = acknowledge.underWay ?? []

  return (
    <Stack gap="md">
      <ProblemAlert failure={acknowledge.failure} />
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="lg" verticalSpacing="xs">
        {prerequisites.map((one) => (
          <Checkbox
            key={one.key}
            size="xs"
            styles={{ description: { fontSize: "var(--mantine-font-size-xs)", lineHeight: 1.45 } }}
            checked={one.acknowledged_at !== null || busy.includes(one.key)}
            disabled={one.acknowledged_at === null && (acknowledge.isBusy || !may("connection:manage"))}
            readOnly={one.acknowledged_at !== null}
            onChange={() => {
              if (one.acknowledged_at === null) void acknowledge.run([one.key])
            }}
            label={
              <Text size="sm" fw={550}>
                {one.title}
              </Text>
            }
            description={
              <>
                {one.text}{" "}
                <Anchor
                  href={one.link}
                  target="_blank"
                  rel="noreferrer"
                  inherit
                  underline="always"
                  aria-label={`Meta's rules: ${one.title}`}
                >
                  Meta's rules
                </Anchor>
                {one.acknowledged_at === null ? null : (
                  <Text size="xs" mt={2} component="div">
                    Acknowledged by {one.acknowledged_by}, <Instant at={one.acknowledged_at} />
                  </Text>
                )}
              </>
            }
          />
        ))}
      </SimpleGrid>
      {open.length > 1 && may("connection:manage") ? (
        <Button
          loading={acknowledge.isBusy}
          onClick={() => void acknowledge.run(open)}
          style={{ alignSelf: "flex-start" }}
        >
          I have read and acknowledge all of them
        </Button>
      ) : null}
      {may("connection:manage") ? null : (
        <Text size="sm" c="dimmed">
          You can't acknowledge these. Ask an owner or admin.
        </Text>
      )}
    </Stack>
  )
}

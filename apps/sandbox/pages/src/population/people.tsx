import { Button, Card, Group, Stack, Table, Text, TextInput, Title, VisuallyHidden } from "@mantine/core"
import { useDebouncedValue } from "@mantine/hooks"
import { keepPreviousData, useQuery } from "@tanstack/react-query"
import { useState } from "react"
import { z } from "zod"
import type { Behaviour } from "../../../src/people/behaviour.ts"
import { control } from "../api.ts"
import { type PersonEntry, personSchema } from "./person.ts"
import { PersonDialog } from "./person-dialog.tsx"

const pageSchema = z.object({ data: z.array(personSchema), after: z.string().nullable() })
const pageSize = 25
const refreshMs = 5_000

/** Everyone who was written to or described, a page at a time. */
export function People({ population }: { population: Behaviour }) {
  const [search, setSearch] = useState("")
  const [wanted] = useDebouncedValue(search, 250)
  /** Where the pages before this one ended; the last is where this one starts. */
  const [trail, setTrail] = useState<readonly string[]>([])
  const [edited, setEdited] = useState<PersonEntry>()
  const query = new URLSearchParams({ limit: String(pageSize), search: wanted, after: trail.at(-1) ?? "" })
  const { data: page } = useQuery({
    queryKey: ["people", String(query)],
    queryFn: () => control(pageSchema, "GET", `people?${query}`),
    placeholderData: keepPreviousData,
    refetchInterval: refreshMs,
  })
  const next = page?.after ?? null
  return (
    <Card withBorder>
      <Group justify="space-between" mb="sm">
        <Title order={2} size="h4">
          People
        </Title>
        <TextInput
          aria-label="Search people"
          placeholder="Name or number"
          type="search"
          value={search}
          onChange={(event) => {
            setSearch(event.currentTarget.value)
            setTrail([])
          }}
        />
      </Group>
      {page === undefined ? null : page.data.length === 0 ? (
        <Text c="dimmed">
          {wanted === "" && trail.length === 0
            ? "Nobody yet. Write to any number to create its person, or add many above."
            : "Nobody has this name or number."}
        </Text>
      ) : (
        <Stack gap="sm">
          <Table.ScrollContainer minWidth={340} type="native">
            <Table verticalSpacing={6}>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>Name</Table.Th>
                  <Table.Th>Number</Table.Th>
                  <Table.Th visibleFrom="sm">Behaviour</Table.Th>
                  <Table.Th>
                    <VisuallyHidden>What to do</VisuallyHidden>
                  </Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {page.data.map((person) => (
                  <Table.Tr key={person.wa_id}>
                    <Table.Td>{person.name}</Table.Td>
                    <Table.Td style={{ fontVariantNumeric: "tabular-nums" }}>+{person.wa_id}</Table.Td>
                    <Table.Td visibleFrom="sm">{describe(person)}</Table.Td>
                    <Table.Td ta="end">
                      <Button
                        variant="default"
                        size="compact-sm"
                        aria-label={`Edit ${person.name}`}
                        onClick={() => setEdited(person)}
                      >
                        Edit
                      </Button>
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
          {trail.length === 0 && next === null ? null : (
            <Group justify="flex-end">
              <Button
                variant="default"
                size="compact-sm"
                disabled={trail.length === 0}
                onClick={() => setTrail(trail.slice(0, -1))}
              >
                Previous
              </Button>
              <Text size="sm">Page {trail.length + 1}</Text>
              <Button
                variant="default"
                size="compact-sm"
                disabled={next === null}
                onClick={() => next !== null && setTrail([...trail, next])}
              >
                Next
              </Button>
            </Group>
          )}
        </Stack>
      )}
      {edited === undefined ? null : (
        <PersonDialog person={edited} population={population} onClose={() => setEdited(undefined)} />
      )}
    </Card>
  )
}

/** What sets a person apart, in a few words. */
function describe(person: PersonEntry): string {
  const { unreachable_share, marketing_capped_share, read_share, reply_share } = person.behaviour
  const traits = [
    unreachable_share === 1 ? "not on WhatsApp" : undefined,
    marketing_capped_share === 1 ? "had too much marketing" : undefined,
    read_share === undefined ? undefined : `reads ${Math.round(read_share * 100)} %`,
    reply_share === undefined ? undefined : `answers ${Math.round(reply_share * 100)} %`,
    person.blocked_numbers.length === 0 ? undefined : "has blocked",
    person.marketing_stopped.length === 0 ? undefined : "stopped marketing",
    person.number_hidden ? "hides the number" : undefined,
  ].filter((trait) => trait !== undefined)
  if (traits.length > 0) return traits.join(", ")
  return Object.keys(person.behaviour).length === 0 ? "like everyone" : "their own"
}

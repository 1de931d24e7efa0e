import { Badge, Group } from "@mantine/core"
import type { Shapes } from "../../api/client.ts"

type Groups = readonly Pick<Shapes["SubscriptionGroup"], "id" | "name">[]
type Said = Shapes["ListedContact"]["subscriptions"]

const words = { subscribed: "Subscribed", unsubscribed: "Unsubscribed", unknown: "Unknown" } as const
const colors = { subscribed: "teal", unsubscribed: "red", unknown: "gray" } as const

/** What one contact said to each group that is in use. */
const standings = (groups: Groups, said: Said = []) =>
  groups.map(({ id, name }) => ({
    id,
    name,
    state:
      said.find(({ subscription_group_id }) => subscription_group_id === id)?.state ?? ("unknown" as const),
  }))

/** What a contact said: in a word where there is one group, else those that they said something to, by name. */
export function ConsentCell({ groups, said }: { groups: Groups; said: Said }) {
  const all = standings(groups, said)
  const [only] = all
  if (only !== undefined && all.length === 1)
    return <Badge color={colors[only.state]}>{words[only.state]}</Badge>
  const told = all.filter(({ state }) => state !== "unknown")
  if (told.length === 0)
    return groups.length === 0 ? null : <Badge color={colors.unknown}>{words.unknown}</Badge>
  return (
    <Group gap={4} wrap="nowrap">
      {told.slice(0, 2).map(({ id, name, state }) => (
        <Badge key={id} color={colors[state]} title={`${name}: ${words[state].toLowerCase()}`} maw={140}>
          {state === "subscribed" ? name : `Not ${name}`}
        </Badge>
      ))}
      {told.length > 2 ? <span>+{told.length - 2}</span> : null}
    </Group>
  )
}

/** The same for files, each group by name. */
export const consentInWords = (groups: Groups, said: Said): string =>
  standings(groups, said)
    .map(({ name, state }) => (groups.length === 1 ? words[state] : `${name}: ${words[state].toLowerCase()}`))
    .join("; ")

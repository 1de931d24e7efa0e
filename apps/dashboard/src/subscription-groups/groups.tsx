import { Badge, Button, Skeleton, Table, Text } from "@mantine/core"
import { useDisclosure } from "@mantine/hooks"
import { IconBell, IconPlus } from "@tabler/icons-react"
import { api, type Shapes } from "../api/client.ts"
import { Empty } from "../look/empty.tsx"
import { AnchorLink } from "../look/links.tsx"
import { Page } from "../look/page.tsx"
import { Pager, usePages } from "../look/pages.tsx"
import { ProblemAlert } from "../look/problem-alert.tsx"
import { Loading, Sheet } from "../look/sheet.tsx"
import { Allowed, NotAllowed } from "../session/allowed.tsx"
import { NewGroup, useNumbersWithoutGroup } from "./new-group.tsx"

/** The consent lists of the workspace: one for each number. */
export function SubscriptionGroupsPage() {
  return (
    <Allowed
      to="subscriptions:read"
      instead={
        <Page title="Subscription groups">
          <NotAllowed permission="subscriptions:read" />
        </Page>
      }
    >
      <Groups />
    </Allowed>
  )
}

function Groups() {
  const [isCreating, creating] = useDisclosure(false)
  const pages = usePages()
  const groups = api.useQuery("get", "/v1/subscription_groups", {
    params: { query: pages.after === undefined ? {} : { after: pages.after } },
  })
  const numbers = useNumbersWithoutGroup()
  return (
    <Page
      wide
      title="Subscription groups"
      intro="Who agreed to hear from which number. Each number has exactly one group, made when it is connected."
      action={
        numbers.length === 0 ? null : (
          <Allowed to="subscriptions:write">
            <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={creating.open}>
              Create a group
            </Button>
          </Allowed>
        )
      }
    >
      {groups.error ? <ProblemAlert failure={groups.error} retry={groups.refetch} /> : null}
      {groups.isPending ? <Loading /> : null}
      {groups.data?.data.length === 0 ? (
        <Empty icon={IconBell} title="No subscription groups yet">
          Connect a WhatsApp number, and its subscription group is created with it.
        </Empty>
      ) : null}
      {groups.data && groups.data.data.length > 0 ? (
        <>
          <Sheet label="Subscription groups" columns={["Group", "Subscribed", "Unsubscribed", "State"]}>
            {groups.data.data.map((group) => (
              <GroupRow key={group.id} group={group} />
            ))}
          </Sheet>
          <Pager pages={pages} next={groups.data.next} />
        </>
      ) : null}
      <NewGroup isOpen={isCreating} onClose={creating.close} />
    </Page>
  )
}

/** Counting a million contacts takes a moment, so each row asks for its own counts. */
function GroupRow({ group }: { group: Shapes["SubscriptionGroup"] }) {
  const counted = api.useQuery("get", "/v1/subscription_groups/{id}", { params: { path: { id: group.id } } })
  const count = (amount: number | undefined) =>
    amount === undefined ? <Skeleton h={14} w={48} /> : amount.toLocaleString("en")
  return (
    <Table.Tr>
      <Table.Td>
        <AnchorLink to="/subscription-groups/$groupId" params={{ groupId: group.id }} size="sm" fw={550}>
          {group.name}
        </AnchorLink>
      </Table.Td>
      <Table.Td>
        <Text size="sm" component="div">
          {count(counted.data?.subscribed)}
        </Text>
      </Table.Td>
      <Table.Td>
        <Text size="sm" component="div">
          {count(counted.data?.unsubscribed)}
        </Text>
      </Table.Td>
      <Table.Td>
        <Badge variant="light" color={group.archived_at === null ? "teal" : "gray"}>
          {group.archived_at === null ? "Active" : "Archived"}
        </Badge>
      </Table.Td>
    </Table.Tr>
  )
}

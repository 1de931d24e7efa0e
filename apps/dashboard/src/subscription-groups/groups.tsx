import { Badge, Button, Skeleton } from "@mantine/core"
import { useDisclosure } from "@mantine/hooks"
import { IconBell, IconPlus } from "@tabler/icons-react"
import { api } from "../api/client.ts"
import { Loading, Sheet } from "../look/dialogs/sheet.tsx"
import { Empty } from "../look/empty.tsx"
import { AnchorLink, ButtonLink } from "../look/links.tsx"
import { Page } from "../look/page.tsx"
import { Pager, usePages } from "../look/pages.tsx"
import { ProblemAlert } from "../look/problem-alert.tsx"
import { useAmount } from "../look/time/notation.ts"
import { Allowed, NotAllowed } from "../session/allowed.tsx"
import { NewGroup, useNumbersWithoutGroup } from "./new-group.tsx"

/** The consent lists of the workspace: one for each number. */
export function SubscriptionGroupsPage() {
  return (
    <Allowed
      to="subscriptions:read"
      instead={
        <Page title="Subscriptions">
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
  const groups = api.useQuery("get", "/v1/subscription-groups", {
    params: { query: pages.after === undefined ? {} : { after: pages.after } },
  })
  const numbers = useNumbersWithoutGroup()
  return (
    <Page
      wide
      title="Subscriptions"
      intro="Who agreed to hear from each number. A number gets its group when it is connected."
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
        <Empty
          icon={IconBell}
          title="No subscription groups yet"
          next={
            <Allowed to="connection:manage">
              <ButtonLink to="/connect/whatsapp">Connect WhatsApp</ButtonLink>
            </Allowed>
          }
        >
          Connect a WhatsApp number to create its subscription group.
        </Empty>
      ) : null}
      {groups.data && groups.data.data.length > 0 ? (
        <>
          <Sheet
            label="Subscription groups"
            rows={groups.data.data}
            keyOf={({ id }) => id}
            columns={[
              {
                heading: "Group",
                kind: "title",
                cell: ({ id, name }) => (
                  <AnchorLink to="/subscription-groups/$groupId" params={{ groupId: id }} inherit fw={550}>
                    {name}
                  </AnchorLink>
                ),
              },
              { heading: "Subscribed", kind: "number", cell: ({ id }) => <Count id={id} of="subscribed" /> },
              {
                heading: "Unsubscribed",
                kind: "number",
                cell: ({ id }) => <Count id={id} of="unsubscribed" />,
              },
              {
                heading: "Status",
                cell: ({ archived_at }) => (
                  <Badge color={archived_at === null ? "teal" : "gray"}>
                    {archived_at === null ? "Active" : "Archived"}
                  </Badge>
                ),
              },
            ]}
          />
          <Pager pages={pages} next={groups.data.next} />
        </>
      ) : null}
      {isCreating ? <NewGroup onClose={creating.close} /> : null}
    </Page>
  )
}

/** Counting a million contacts takes a moment, so each row asks for its own counts. */
function Count({ id, of }: { id: string; of: "subscribed" | "unsubscribed" }) {
  const amount = useAmount()
  const counted = api.useQuery("get", "/v1/subscription-groups/{id}", { params: { path: { id } } })
  return counted.data === undefined ? (
    <Skeleton h={14} w={48} display="inline-block" />
  ) : (
    amount(counted.data[of])
  )
}

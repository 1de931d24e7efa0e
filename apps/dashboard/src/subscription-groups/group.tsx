import { Alert, Badge, Button, Group, SimpleGrid, Stack, Text } from "@mantine/core"
import { useDisclosure } from "@mantine/hooks"
import { IconArchive } from "@tabler/icons-react"
import { useQueryClient } from "@tanstack/react-query"
import { getRouteApi } from "@tanstack/react-router"
import { api, client } from "../api/client.ts"
import { useNumbers } from "../connect/health/use-numbers.ts"
import { useAction } from "../look/action.ts"
import { sourceInWords } from "../look/consent-source.ts"
import { ConfirmDialog } from "../look/dialogs/confirm-dialog.tsx"
import { AnchorLink } from "../look/links.tsx"
import { Loading } from "../look/page/loading.tsx"
import { Page } from "../look/page/page.tsx"
import { Section } from "../look/page/section.tsx"
import { ProblemAlert } from "../look/problem-alert.tsx"
import { Sheet } from "../look/table/sheet.tsx"
import { Instant } from "../look/time/instant.tsx"
import { useAmount } from "../look/time/notation.ts"
import { sayDone, sayFailed } from "../look/toasts.ts"
import { Allowed } from "../session/allowed.tsx"
import { useDayZone } from "../session/day-zone.ts"
import { ConsentDays } from "./consent-days.tsx"
import { GroupContacts } from "./group-contacts.tsx"
import { GroupTabs } from "./group-tabs.tsx"
import { RenameGroup } from "./rename-group.tsx"

const route = getRouteApi("/framed/subscription-groups/$groupId")
const up = { to: "/subscription-groups", label: "Subscriptions" } as const

/** One consent list: how many said what, how that came, and from where. */
export function SubscriptionGroupPage() {
  const { groupId: id } = route.useParams()
  const group = api.useQuery("get", "/v1/subscription-groups/{id}", { params: { path: { id } } })
  if (group.data === undefined) {
    return (
      <Page title="Subscription group" up={up}>
        {group.error ? <ProblemAlert failure={group.error} retry={group.refetch} /> : <Loading />}
      </Page>
    )
  }
  const { name, number_id, subscribed, unsubscribed, archived_at, created_at } = group.data
  return (
    <Page
      wide
      title={name}
      up={up}
      intro={
        <>
          <NumberLinks id={number_id} />
          Created <Instant at={created_at} />
        </>
      }
      action={
        <Allowed to="subscriptions:write">
          <Group gap="xs">
            <RenameGroup group={group.data} />
            <ArchiveButton id={id} name={name} isArchived={archived_at !== null} />
          </Group>
        </Allowed>
      }
    >
      <Stack gap="lg">
        {archived_at === null ? null : (
          <Alert color="gray" icon={<IconArchive aria-hidden />} title="Archived">
            Messages that need consent aren't sent from this group's number. Consent records are kept.
          </Alert>
        )}
        <GroupTabs group={group.data}>
          <SimpleGrid cols={{ base: 1, xs: 2 }}>
            <Count
              label="Subscribed"
              amount={subscribed}
              badge={archived_at === null ? "Can get marketing" : "No marketing"}
              color={archived_at === null ? "teal" : "gray"}
            />
            <Count label="Unsubscribed" amount={unsubscribed} badge="No marketing" color="gray" />
          </SimpleGrid>
          <SimpleGrid cols={{ base: 1, md: 2 }}>
            <History id={id} />
          </SimpleGrid>
          <Allowed to="contacts:read">
            <GroupContacts id={id} />
          </Allowed>
        </GroupTabs>
      </Stack>
    </Page>
  )
}

/** Leads to the number that the group is of, and to what can be sent from it. */
function NumberLinks({ id }: { id: string }) {
  const number = useNumbers()?.find((one) => one.id === id)
  if (number === undefined) return null
  const { verified_name, display_phone_number, business_account_id } = number
  return (
    <>
      Consent to messages from{" "}
      <AnchorLink
        to="/connect/whatsapp/numbers/$numberId"
        params={{ numberId: id }}
        inherit
        underline="always"
      >
        {verified_name} · {display_phone_number}
      </AnchorLink>
      .{" "}
      <Allowed to="templates:read">
        <AnchorLink to="/templates" search={{ business_account_id }} inherit underline="always">
          See its templates
        </AnchorLink>
        .{" "}
      </Allowed>
    </>
  )
}

function Count(props: { label: string; amount: number; badge: string; color: string }) {
  const amount = useAmount()
  return (
    <Section title={props.label} aside={<Badge color={props.color}>{props.badge}</Badge>}>
      <Text fz={34} fw={650} lh={1}>
        {amount(props.amount)}
      </Text>
    </Section>
  )
}

function History({ id }: { id: string }) {
  const amount = useAmount()
  const time_zone = useDayZone()
  const history = api.useQuery("get", "/v1/subscription-groups/{id}/history", {
    params: { path: { id }, query: { time_zone } },
  })
  if (history.error) return <ProblemAlert failure={history.error} retry={history.refetch} />
  if (history.data === undefined) return <Loading />
  const { days, sources } = history.data
  return (
    <>
      <Section
        title="The last 30 days"
        intro={`Contacts by the day they subscribed or unsubscribed (${time_zone.replaceAll("_", " ")}).`}
      >
        <ConsentDays days={days} />
      </Section>
      <Section title="Where consent came from">
        {sources.length === 0 ? (
          <Text c="dimmed" size="sm">
            No consent recorded yet. It comes from imports, the API and people's messages: STOP unsubscribes,
            START subscribes.
          </Text>
        ) : (
          <Sheet
            label="Sources of consent"
            rows={sources}
            keyOf={({ source }) => source}
            columns={[
              { heading: "Source", kind: "title", cell: ({ source }) => sourceInWords(source) },
              {
                heading: "Subscribed",
                kind: "number",
                cell: ({ subscribed }) => amount(subscribed),
              },
              {
                heading: "Unsubscribed",
                kind: "number",
                cell: ({ unsubscribed }) => amount(unsubscribed),
              },
            ]}
          />
        )}
      </Section>
    </>
  )
}

function ArchiveButton({ id, name, isArchived }: { id: string; name: string; isArchived: boolean }) {
  const queries = useQueryClient()
  const [isAsking, asking] = useDisclosure(false)
  const change = async () => {
    const { error } = await client.PATCH("/v1/subscription-groups/{id}", {
      params: { path: { id } },
      body: { archived: !isArchived },
    })
    if (error) throw error
    sayDone(isArchived ? `${name} is active again.` : `${name} was archived.`)
    void queries.invalidateQueries({
      predicate: ({ queryKey: [, path] }) => String(path).startsWith("/v1/subscription-groups"),
    })
  }
  const activate = useAction(change, sayFailed)
  return (
    <>
      <Button
        variant="default"
        loading={activate.isBusy}
        onClick={isArchived ? () => void activate.run() : asking.open}
      >
        {isArchived ? "Unarchive" : "Archive"}
      </Button>
      {isAsking ? (
        <ConfirmDialog
          title={`Archive ${name}?`}
          confirm="Archive"
          isDangerous={false}
          onConfirm={change}
          onClose={asking.close}
        >
          <Text size="sm">
            Campaigns and templates no longer reach anyone through its number. Nothing is deleted, and you can
            unarchive it at any time.
          </Text>
        </ConfirmDialog>
      ) : null}
    </>
  )
}

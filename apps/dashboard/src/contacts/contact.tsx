import { Badge, Group, SimpleGrid, Stack, Text } from "@mantine/core"
import type { ContactField } from "@parley/model"
import { getRouteApi } from "@tanstack/react-router"
import { api, type Shapes } from "../api/client.ts"
import { sourceInWords } from "../look/consent-source.ts"
import { Loading, Sheet } from "../look/dialogs/sheet.tsx"
import { ButtonLink } from "../look/links.tsx"
import { Page } from "../look/page.tsx"
import { ProblemAlert } from "../look/problem-alert.tsx"
import { Section } from "../look/section.tsx"
import { Day, Instant } from "../look/time/instant.tsx"
import { Allowed } from "../session/allowed.tsx"
import { DeleteContact } from "./delete-contact.tsx"
import { fieldWords, shownFields } from "./field-words.ts"
import { nameOf } from "./name.ts"
import { RecordConsent } from "./record-consent.tsx"

const route = getRouteApi("/framed/contacts/$contactId")
/** What the title says is not said again. */
const inTitle: ReadonlySet<ContactField> = new Set(["first_name", "last_name"])
const up = { to: "/contacts", label: "Contacts" } as const

/** One person: what is known, and what they agreed to, with the evidence. */
export function ContactPage() {
  const { contactId: id } = route.useParams()
  const contact = api.useQuery("get", "/v1/contacts/{id}", { params: { path: { id } } })
  if (contact.data === undefined) {
    return (
      <Page title="Contact" up={up}>
        {contact.error ? <ProblemAlert failure={contact.error} retry={contact.refetch} /> : <Loading />}
      </Page>
    )
  }
  const { data } = contact
  const facts: [string, string | null][] = [
    ...shownFields
      .filter((field) => !inTitle.has(field))
      .map((field): [string, string | null] => [fieldWords[field].label, data[field]]),
    ["WhatsApp ID", data.wa_id],
    ["Business-scoped ID", data.bsuid],
    ...Object.entries(data.attributes).map(([name, value]): [string, string] => [
      name,
      typeof value === "string" ? value : JSON.stringify(value),
    ]),
  ]
  return (
    <Page
      title={nameOf(data)}
      up={up}
      intro={
        <>
          Added <Instant at={data.created_at} />
        </>
      }
      action={
        <Allowed to="contacts:write">
          <Group gap="xs">
            <DeleteContact id={id} name={nameOf(data)} />
            <ButtonLink to="/contacts/$contactId/edit" params={{ contactId: id }}>
              Edit
            </ButtonLink>
          </Group>
        </Allowed>
      }
    >
      <Stack gap="lg">
        <Section title="Details">
          <SimpleGrid cols={{ base: 1, xs: 2, sm: 3 }} component="dl" m={0}>
            {facts
              .filter(([, value]) => value !== null)
              .map(([name, value]) => (
                <div key={name}>
                  <Text size="sm" c="dimmed" component="dt">
                    {name}
                  </Text>
                  <Text size="sm" component="dd" m={0}>
                    {value}
                  </Text>
                </div>
              ))}
          </SimpleGrid>
        </Section>
        <Consent id={id} subscriptions={data.subscriptions} />
      </Stack>
    </Page>
  )
}

function Consent({ id, subscriptions }: { id: string; subscriptions: readonly Shapes["Subscription"][] }) {
  const groups = api.useQuery("get", "/v1/subscription-groups", { params: { query: { limit: 500 } } })
  const records = api.useQuery("get", "/v1/contacts/{id}/consent-records", { params: { path: { id } } })
  const groupName = (groupId: string) =>
    groups.data?.data.find((group) => group.id === groupId)?.name ?? "Subscription group"
  return (
    <Section
      title="Consent"
      aside={
        <Allowed to="subscriptions:write">
          <RecordConsent
            contactId={id}
            groups={groups.data?.data.filter(({ archived_at }) => archived_at === null) ?? []}
          />
        </Allowed>
      }
    >
      {subscriptions.length === 0 ? (
        <Text size="sm" c="dimmed">
          Not subscribed. They won't receive templates until they opt in.
        </Text>
      ) : (
        <Group gap="xs">
          {subscriptions.map((subscription) => (
            <Badge
              key={subscription.subscription_group_id}
              variant="light"
              size="lg"
              h="auto"
              py={2}
              styles={{ label: { whiteSpace: "normal" } }}
              color={subscription.state === "subscribed" ? "teal" : "gray"}
            >
              {groupName(subscription.subscription_group_id)}: {subscription.state}
            </Badge>
          ))}
        </Group>
      )}
      <ProblemAlert failure={records.error} />
      {records.data === undefined || records.data.data.length === 0 ? null : (
        <Sheet
          label="Consent records"
          rows={records.data.data}
          keyOf={(record) => record.id}
          columns={[
            { heading: "When", kind: "title", cell: (record) => <Given record={record} /> },
            { heading: "Group", cell: (record) => groupName(record.subscription_group_id) },
            { heading: "Status", cell: ({ state }) => state.replaceAll("_", " ") },
            { heading: "Source", kind: "text", cell: ({ source }) => sourceInWords(source) },
            { heading: "Evidence", kind: "text", cell: ({ evidence }) => evidence },
          ]}
        />
      )}
    </Section>
  )
}

/** When a consent was given: of some that were imported only the day is known. */
function Given({ record: { given_at, given_day_only } }: { record: Shapes["ConsentRecord"] }) {
  return given_day_only ? <Day day={given_at.slice(0, 10)} /> : <Instant at={given_at} />
}

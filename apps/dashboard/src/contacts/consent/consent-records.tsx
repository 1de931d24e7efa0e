import { api, type Shapes } from "../../api/client.ts"
import { asWords } from "../../look/as-words.ts"
import { sourceInWords } from "../../look/consent-source.ts"
import { ProblemAlert } from "../../look/problem-alert.tsx"
import { FewFirst } from "../../look/show-more.tsx"
import type { Column } from "../../look/table/column.ts"
import { Sheet } from "../../look/table/sheet.tsx"
import { Day, Instant } from "../../look/time/instant.tsx"
import { actorInWords } from "./actor-words.ts"

const few = 5

/** Why a person's subscriptions are what they are, the newest first. */
export function ConsentRecords({
  contactId,
  groups,
}: {
  contactId: string
  groups: readonly Shapes["SubscriptionGroup"][]
}) {
  const records = api.useQuery("get", "/v1/contacts/{id}/consent-records", {
    params: { path: { id: contactId }, query: { limit: 500 } },
  })
  const names = new Map(groups.map(({ id, name }) => [id, name]))
  // One group is named above.
  const group: Column<Shapes["ConsentRecord"]> = {
    heading: "Group",
    cell: ({ subscription_group_id: id }) => names.get(id) ?? "Subscription group",
  }
  if (records.error) return <ProblemAlert failure={records.error} retry={records.refetch} />
  if (records.data === undefined || records.data.data.length === 0) return null
  return (
    <FewFirst all={records.data.data.toReversed()} few={few} what="records">
      {(shown) => (
        <Sheet
          label="Consent records"
          rows={shown}
          keyOf={(record) => record.id}
          columns={[
            { heading: "When", kind: "title", cell: (record) => <Given record={record} /> },
            ...(groups.length > 1 ? [group] : []),
            { heading: "Status", cell: ({ state }) => asWords(state) },
            { heading: "Source", kind: "text", cell: ({ source }) => sourceInWords(source) },
            { heading: "Recorded by", kind: "text", cell: actorInWords },
            { heading: "Evidence", kind: "text", cell: ({ evidence }) => evidence },
          ]}
        />
      )}
    </FewFirst>
  )
}

/** When a consent was given: of some that were imported only the day is known. */
function Given({ record: { given_at, given_day_only } }: { record: Shapes["ConsentRecord"] }) {
  return given_day_only ? <Day day={given_at.slice(0, 10)} /> : <Instant at={given_at} />
}

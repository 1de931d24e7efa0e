import { Text } from "@mantine/core"
import { api } from "../../../api/client.ts"
import { Amount, Pick, Word } from "../inputs.tsx"
import type { KindForm, KindFormProps } from "./kind-form.ts"

const isIn = { in: "is in", not_in: "is not in" } as const
const query = { params: { query: { limit: 500 } } } as const
const named = (all: readonly { id: string; name: string }[] | undefined) =>
  (all ?? []).map(({ id, name }) => ({ value: id, label: name }))

function SegmentFields({ draft, onChange }: KindFormProps) {
  const segments = api.useQuery("get", "/v1/segments", query)
  return (
    <>
      <Word
        label="Membership"
        w={110}
        value={draft.op === "not_in" ? "not_in" : "in"}
        words={isIn}
        onChange={(op) => onChange({ ...draft, op })}
      />
      <Pick
        label="Segment"
        value={draft.segment_id}
        choices={named(segments.data?.data)}
        onChange={(segment_id) => onChange({ ...draft, segment_id })}
      />
    </>
  )
}

export const segmentForm: KindForm = {
  label: "Segment",
  begin: { op: "in", segment_id: "" },
  isComplete: ({ segment_id }) => Boolean(segment_id),
  Form: SegmentFields,
}

function ListFields({ draft, onChange }: KindFormProps) {
  const lists = api.useQuery("get", "/v1/lists", query)
  return (
    <>
      <Word
        label="Membership"
        w={110}
        value={draft.op === "not_in" ? "not_in" : "in"}
        words={{ in: "is on", not_in: "is not on" }}
        onChange={(op) => onChange({ ...draft, op })}
      />
      <Pick
        label="List"
        value={draft.list_id}
        choices={named(lists.data?.data)}
        onChange={(list_id) => onChange({ ...draft, list_id })}
      />
    </>
  )
}

export const listForm: KindForm = {
  label: "List",
  begin: { op: "in", list_id: "" },
  isComplete: ({ list_id }) => Boolean(list_id),
  Form: ListFields,
}

function TagFields({ draft, onChange }: KindFormProps) {
  const tags = api.useQuery("get", "/v1/contact-tags", query)
  return (
    <>
      <Word
        label="Tag or not"
        w={130}
        value={draft.op === "has_not" ? "has_not" : "has"}
        words={{ has: "has", has_not: "does not have" }}
        onChange={(op) => onChange({ ...draft, op })}
      />
      <Pick
        label="Tag"
        value={draft.tag_id}
        choices={named(tags.data?.data)}
        onChange={(tag_id) => onChange({ ...draft, tag_id })}
      />
    </>
  )
}

export const tagForm: KindForm = {
  label: "Tag",
  begin: { op: "has", tag_id: "" },
  isComplete: ({ tag_id }) => Boolean(tag_id),
  Form: TagFields,
}

function BucketFields({ draft, onChange }: KindFormProps) {
  return (
    <>
      <Text size="xs" span>
        number from
      </Text>
      <Amount
        label="From"
        value={draft.from}
        min={0}
        isWhole
        onChange={(from) => onChange({ ...draft, from })}
      />
      <Text size="xs" span>
        to
      </Text>
      <Amount label="To" value={draft.to} min={0} isWhole onChange={(to) => onChange({ ...draft, to })} />
      <Text size="xs" c="dimmed" span>
        of 0 to 9,999
      </Text>
    </>
  )
}

export const bucketForm: KindForm = {
  label: "Random share",
  begin: { from: 0, to: 999 },
  isComplete: ({ from, to }) => typeof from === "number" && typeof to === "number" && from <= to,
  Form: BucketFields,
}

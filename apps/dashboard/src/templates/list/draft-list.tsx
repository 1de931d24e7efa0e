import { Badge, Button, Stack, Text } from "@mantine/core"
import { useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { api, client, type Shapes } from "../../api/client.ts"
import { ConfirmDialog } from "../../look/dialogs/confirm-dialog.tsx"
import { FewFirst } from "../../look/show-more.tsx"
import type { Column } from "../../look/table/column.ts"
import { Sheet } from "../../look/table/sheet.tsx"
import { Instant } from "../../look/time/instant.tsx"
import { sayDone } from "../../look/toasts.ts"
import { Allowed } from "../../session/allowed.tsx"
import { useBusinessAccounts } from "../business-accounts.ts"
import { languageName } from "../language-name.ts"
import { DraftLink, titleOf } from "./draft-link.tsx"

type Draft = Shapes["TemplateDraftSummary"]

const fewDrafts = 5

/** What members are still writing, above the templates; nothing where nobody does. */
export function DraftList() {
  return (
    <Allowed to="templates:write">
      <Drafts />
    </Allowed>
  )
}

function Drafts() {
  const drafts = api.useQuery("get", "/v1/template-drafts", { params: { query: { limit: 500 } } })
  const [discarding, setDiscarding] = useState<Draft>()
  const queries = useQueryClient()
  const accounts = useBusinessAccounts().data ?? []
  const account: Column<Draft> = {
    heading: "Account",
    cell: ({ business_account_id }) => accounts.find(({ id }) => id === business_account_id)?.name,
  }
  const actions: Column<Draft> = {
    heading: "Actions",
    kind: "actions",
    cell: (draft) => (
      <Button
        size="compact-sm"
        variant="default"
        aria-label={`Discard ${titleOf(draft)}`}
        onClick={() => setDiscarding(draft)}
      >
        Discard
      </Button>
    ),
  }
  const discard = async () => {
    if (discarding === undefined) return
    const { error } = await client.DELETE("/v1/template-drafts/{id}", {
      params: { path: { id: discarding.id } },
    })
    if (error) throw error
    void queries.invalidateQueries()
    sayDone("Draft discarded.")
  }
  const shown = [...columns, ...(accounts.length > 1 ? [account] : []), changed, actions]
  const all = drafts.data?.data ?? []
  if (all.length === 0) return null
  return (
    <Stack gap="xs" mb="lg">
      <FewFirst all={all} few={fewDrafts} what="drafts">
        {(rows) => <Sheet label="Drafts" rows={rows} keyOf={({ id }) => id} columns={shown} />}
      </FewFirst>
      {discarding === undefined ? null : (
        <ConfirmDialog
          title={`Discard ${titleOf(discarding)}?`}
          confirm="Discard"
          cancel="Keep it"
          onConfirm={discard}
          onClose={() => setDiscarding(undefined)}
        >
          <Text size="sm">
            {discarding.template_id === null
              ? "What was written is deleted."
              : "The changes are deleted. The template itself stays as it is."}
          </Text>
        </ConfirmDialog>
      )}
    </Stack>
  )
}

const columns: readonly Column<Draft>[] = [
  {
    heading: "Draft",
    kind: "title",
    cell: (draft) => (
      <>
        <DraftLink draft={draft} />
        <Text size="sm" c="dimmed" lineClamp={1} maw={420} dir="auto">
          {draft.body ?? ""}
        </Text>
      </>
    ),
  },
  {
    heading: "Status",
    cell: ({ template_id }) => (
      <Badge variant="light" color="gray" tt="none" fw={550}>
        {template_id === null ? "Draft" : "Draft of a change"}
      </Badge>
    ),
  },
  { heading: "Language", cell: ({ language }) => (language === "" ? null : languageName(language)) },
]

const changed: Column<Draft> = {
  heading: "Changed",
  kind: "short",
  cell: ({ updated_at, changed_by_name }) => (
    <Text size="sm" c="dimmed">
      <Instant at={updated_at} ago />
      {changed_by_name === null ? "" : ` by ${changed_by_name}`}
    </Text>
  ),
}

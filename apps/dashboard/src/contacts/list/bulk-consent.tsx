import { SegmentedControl, Select, Text, Textarea, TextInput } from "@mantine/core"
import { useForm } from "@mantine/form"
import { useQueryClient } from "@tanstack/react-query"
import { useId, useState } from "react"
import { client } from "../../api/client.ts"
import { FormDialog } from "../../look/form/form-dialog.tsx"
import { useAmount } from "../../look/time/notation.ts"
import { sayDone } from "../../look/toasts.ts"
import type { BulkDialog } from "./bulk-dialog.ts"
import { BulkProgress } from "./bulk-progress.tsx"
import { inSteps } from "./in-steps.ts"

type Values = { group_id: string; state: "subscribed" | "unsubscribed"; source: string; evidence: string }

/** Records what many people said about a group, where they said it, and what proves it. */
export function BulkConsent({
  which,
  what,
  groups,
  onClose,
  onDone,
}: Pick<BulkDialog, "what" | "groups" | "onClose" | "onDone"> & {
  which: BulkDialog["which"] | { segment_id: string }
}) {
  const queries = useQueryClient()
  const amount = useAmount()
  const label = useId()
  const [done, setDone] = useState<number>()
  const form = useForm<Values>({
    initialValues: { group_id: groups[0]?.id ?? "", state: "unsubscribed", source: "", evidence: "" },
    validate: {
      source: (value) => (value.trim() === "" ? "Enter a source, such as a web form" : null),
      evidence: (value, { state }) =>
        state === "subscribed" && value.trim() === "" ? "Say what proves that they agreed" : null,
    },
  })
  return (
    <FormDialog
      title={`Record consent of ${what}`}
      form={form}
      words={{ group_id: "Subscription group", state: "Status", source: "Source", evidence: "Evidence" }}
      isNew
      submit="Record"
      onClose={onClose}
      onSubmit={async ({ group_id, state, source, evidence }) => {
        const said = {
          subscription_group_id: group_id,
          state,
          source: source.trim(),
          evidence: evidence.trim() || null,
        }
        const { changed, contacts } = await inSteps(
          (after) =>
            "segment_id" in which
              ? client.POST("/v1/segments/{id}/subscriptions", {
                  params: { path: { id: which.segment_id } },
                  body: { ...said, ...after },
                })
              : client.POST("/v1/contacts/bulk/subscriptions", { body: { ...which, ...said, ...after } }),
          setDone,
        )
        const others = contacts - changed
        sayDone(`${amount(changed)} ${state}.${others === 0 ? "" : ` ${amount(others)} stay as they were.`}`)
        onClose()
        onDone()
        void queries.invalidateQueries({
          predicate: ({ queryKey: [, path] }) => /^\/v1\/(contacts|subscription-groups)/.test(String(path)),
        })
      }}
    >
      <Select
        label="Subscription group"
        allowDeselect={false}
        data={groups.map(({ id, name }) => ({ value: id, label: name }))}
        {...form.getInputProps("group_id")}
      />
      <div>
        <Text size="sm" fw={500} id={label} mb={4}>
          Status
        </Text>
        <SegmentedControl
          fullWidth
          aria-labelledby={label}
          data={[
            { value: "subscribed", label: "Subscribed" },
            { value: "unsubscribed", label: "Unsubscribed" },
          ]}
          {...form.getInputProps("state")}
        />
      </div>
      <TextInput
        label="Source"
        description="Where they agreed or opted out"
        placeholder="Web form"
        maxLength={200}
        {...form.getInputProps("source")}
      />
      <Textarea
        label="Evidence"
        description="Proof, such as a link to the form or the list. It is in the consent record of each"
        autosize
        minRows={2}
        maxLength={2000}
        {...form.getInputProps("evidence")}
      />
      <BulkProgress done={done} what={what} />
    </FormDialog>
  )
}

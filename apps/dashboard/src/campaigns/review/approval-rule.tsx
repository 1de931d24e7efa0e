import { NumberInput, Radio, Stack } from "@mantine/core"
import { useForm } from "@mantine/form"
import { useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { client, type Shapes } from "../../api/client.ts"
import { revisionIn } from "../../look/form/edits.ts"
import { FormShell } from "../../look/form/form-shell.tsx"
import { Page } from "../../look/page/page.tsx"
import { Section } from "../../look/page/section.tsx"
import { sayDone } from "../../look/toasts.ts"
import { Allowed, NotAllowed } from "../../session/allowed.tsx"
import { meQuery, useWorkspace } from "../../session/me.ts"

/** Which campaigns a second member has to approve. */
export function ApprovalRulePage() {
  return (
    <Page
      title="Approvals"
      intro="Have a second member look at campaigns before they go out. The version that was approved is the one that goes: an edit makes the approval void."
    >
      <Allowed to="workspace:manage" instead={<NotAllowed permission="workspace:manage" />}>
        <RuleForm />
      </Allowed>
    </Page>
  )
}

interface Values {
  which: "none" | "above" | "all"
  above: number | ""
}

const valuesOf = ({ approval_above }: Pick<Shapes["Workspace"], "approval_above">): Values => ({
  which: approval_above === null ? "none" : approval_above === 0 ? "all" : "above",
  above: approval_above === null || approval_above === 0 ? 1000 : approval_above,
})

const labels = {
  none: "No campaign needs approval",
  above: "Campaigns to many people",
  all: "Every campaign",
} as const

function RuleForm() {
  const [opened] = useState(useWorkspace())
  const queries = useQueryClient()
  const form = useForm<Values>({
    initialValues: valuesOf(opened),
    validate: {
      above: (above, { which }) => (which !== "above" || Number(above) >= 1 ? null : "1 or more"),
    },
  })
  return (
    <FormShell
      form={form}
      words={{
        which: { label: "Which campaigns", say: (which) => labels[which] },
        above: "More than so many people",
      }}
      fieldOf={(path) => (path === "approval_above" ? "above" : path)}
      revision={opened.revision}
      draft="approvals"
      submit="Save"
      readLatest={async () => {
        const { data, error } = await client.GET("/v1/me")
        if (error) throw error
        const now = data.workspaces.find(({ id }) => id === opened.id) ?? opened
        return { values: valuesOf(now), revision: now.revision }
      }}
      onSubmit={async ({ which, above }, base) => {
        const { data, error } = await client.PATCH("/v1/workspace", {
          body: {
            approval_above: which === "none" ? null : which === "all" ? 0 : Number(above),
            ...revisionIn(base),
          },
        })
        if (error) throw error
        await queries.invalidateQueries(meQuery)
        sayDone("Approvals saved.")
        return { values: valuesOf(data), revision: data.revision }
      }}
    >
      <Section
        title="Which campaigns"
        intro="Owners, admins and marketers approve, and never what they asked for themselves."
      >
        <Stack>
          <Radio.Group aria-label="Which campaigns" {...form.getInputProps("which")}>
            <Stack gap="xs">
              {Object.entries(labels).map(([value, label]) => (
                <Radio key={value} value={value} label={label} />
              ))}
            </Stack>
          </Radio.Group>
          {form.values.which === "above" ? (
            <NumberInput
              label="More than so many people"
              maw={240}
              min={1}
              allowDecimal={false}
              clampBehavior="none"
              thousandSeparator
              {...form.getInputProps("above")}
            />
          ) : null}
        </Stack>
      </Section>
    </FormShell>
  )
}

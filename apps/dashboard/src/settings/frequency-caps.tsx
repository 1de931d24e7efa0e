import {
  ActionIcon,
  Box,
  Button,
  Group,
  NumberInput,
  Select,
  Stack,
  Switch,
  TagsInput,
  Text,
  TextInput,
} from "@mantine/core"
import { type UseFormReturnType, useForm } from "@mantine/form"
import { capWords, type FrequencyCap, mostCaps } from "@parley/model"
import { IconPlus, IconTrash } from "@tabler/icons-react"
import { useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { client, type Shapes } from "../api/client.ts"
import { revisionIn } from "../look/form/edits.ts"
import { FormShell } from "../look/form/form-shell.tsx"
import { Page } from "../look/page/page.tsx"
import { Section } from "../look/page/section.tsx"
import { sayDone } from "../look/toasts.ts"
import { Allowed, NotAllowed } from "../session/allowed.tsx"
import { meQuery, useWorkspace } from "../session/me.ts"
import classes from "./frequency-caps.module.css"

/** How many marketing messages a person gets at most, and who gets none for comparison. */
export function FrequencyCapsPage() {
  return (
    <Page
      title="Frequency caps"
      intro="Limit how many marketing messages a person gets. Replies, sign-in codes, utility messages and tests are always sent."
    >
      <Allowed to="workspace:manage" instead={<NotAllowed permission="workspace:manage" />}>
        <CapsForm />
      </Allowed>
    </Page>
  )
}

type Rule = Omit<FrequencyCap, "tag" | "most" | "every"> & {
  tag: string
  most: number | ""
  every: number | ""
}

interface Values {
  frequency_caps: Rule[]
  has_group: boolean
  percent: number | ""
  except_tags: string[]
}

type Saved = Pick<Shapes["Workspace"], "frequency_caps" | "control_group">

const valuesOf = ({ frequency_caps, control_group }: Saved): Values => ({
  frequency_caps: frequency_caps.map((rule) => ({ ...rule, tag: rule.tag ?? "" })),
  has_group: control_group !== null,
  percent: control_group?.percent ?? 5,
  except_tags: control_group?.except_tags ?? [],
})

const newRule: Rule = { most: 2, every: 1, unit: "weeks", of: "all", tag: "" }

const units = [
  { value: "hours", label: "hours" },
  { value: "days", label: "days" },
  { value: "weeks", label: "weeks" },
] as const
const kinds = [
  { value: "all", label: "all marketing" },
  { value: "campaigns", label: "campaigns" },
  { value: "journeys", label: "journeys" },
] as const
const longest = { hours: 720, days: 30, weeks: 4 } as const

const asRule = ({ tag, most, every, ...rule }: Rule): FrequencyCap => ({
  ...rule,
  most: Number(most),
  every: Number(every),
  tag: tag.trim() || null,
})

function CapsForm() {
  const [opened] = useState(useWorkspace())
  const queries = useQueryClient()
  const form = useForm<Values>({
    initialValues: valuesOf(opened),
    validate: {
      frequency_caps: {
        most: (most) => (Number(most) >= 1 && Number(most) <= 100 ? null : "1 to 100"),
        every: (every, { frequency_caps }, path) => {
          const unit = frequency_caps[Number(path.split(".")[1])]?.unit ?? "days"
          return Number(every) >= 1 && Number(every) <= longest[unit] ? null : `1 to ${longest[unit]}`
        },
      },
      percent: (percent, { has_group }) =>
        !has_group || (Number(percent) >= 1 && Number(percent) <= 15) ? null : "Enter 1 to 15",
    },
  })
  return (
    <FormShell
      form={form}
      words={{
        frequency_caps: {
          label: "Rule",
          say: (rules) => rules.map(asRule).map(capWords).join("; ") || "None",
        },
        has_group: { label: "Control group", say: (isOn) => (isOn ? "On" : "Off") },
        percent: "Percent of contacts",
        except_tags: { label: "Except campaigns tagged", say: (tags) => tags.join(", ") || "None" },
      }}
      revision={opened.revision}
      draft="frequency-caps"
      submit="Save"
      readLatest={async () => {
        const { data, error } = await client.GET("/v1/me")
        if (error) throw error
        const now = data.workspaces.find(({ id }) => id === opened.id) ?? opened
        return { values: valuesOf(now), revision: now.revision }
      }}
      onSubmit={async ({ frequency_caps, has_group, percent, except_tags }, base) => {
        const { data, error } = await client.PATCH("/v1/workspace", {
          body: {
            frequency_caps: frequency_caps.map(asRule),
            control_group: has_group ? { percent: Number(percent), except_tags } : null,
            ...revisionIn(base),
          },
        })
        if (error) throw error
        await queries.invalidateQueries(meQuery)
        sayDone("Frequency caps saved.")
        return { values: valuesOf(data), revision: data.revision }
      }}
    >
      <Section
        title="Rules"
        intro="A message is sent only if every rule allows it; otherwise it is dropped with the reason “capped”. Days and weeks are calendar days in the contact's time zone. A campaign can be set to ignore the rules."
      >
        <Rules form={form} />
      </Section>
      <Section
        title="Control group"
        intro="A random share of your contacts who get no marketing from campaigns and journeys. Compare them with everyone else to see what your marketing changes. It is always the same people."
      >
        <Stack>
          <Switch
            label="Leave out a control group"
            {...form.getInputProps("has_group", { type: "checkbox" })}
          />
          {form.values.has_group ? (
            <>
              <NumberInput
                label="Percent of contacts"
                description="1 to 15. Changing it keeps as many of the same people as possible."
                maw={240}
                min={1}
                max={15}
                allowDecimal={false}
                clampBehavior="none"
                {...form.getInputProps("percent")}
              />
              <TagsInput
                label="Except campaigns tagged"
                description="Campaigns and journeys with one of these tags are sent to the control group, too."
                {...form.getInputProps("except_tags")}
              />
            </>
          ) : null}
        </Stack>
      </Section>
    </FormShell>
  )
}

function Rules({ form }: { form: UseFormReturnType<Values> }) {
  const rules = form.values.frequency_caps
  return (
    <Stack gap="sm">
      {rules.length === 0 ? (
        <Text size="sm" c="dimmed">
          No rules: people get every message that is sent to them.
        </Text>
      ) : null}
      {rules.map((rule, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row of the form is known by its place
        <Box key={index} className={classes.rule ?? ""} role="group" aria-label={`Rule ${index + 1}`}>
          <NumberInput
            label="At most"
            suffix={Number(rule.most) === 1 ? " message" : " messages"}
            min={1}
            max={100}
            allowDecimal={false}
            clampBehavior="none"
            {...form.getInputProps(`frequency_caps.${index}.most`)}
          />
          <Select
            label="Of"
            data={kinds}
            allowDeselect={false}
            {...form.getInputProps(`frequency_caps.${index}.of`)}
          />
          <NumberInput
            label="Within"
            min={1}
            max={longest[rule.unit]}
            allowDecimal={false}
            clampBehavior="none"
            {...form.getInputProps(`frequency_caps.${index}.every`)}
          />
          <Select
            label="Unit"
            data={units}
            allowDeselect={false}
            {...form.getInputProps(`frequency_caps.${index}.unit`)}
          />
          <TextInput
            label="Tag"
            placeholder="Any"
            maxLength={50}
            {...form.getInputProps(`frequency_caps.${index}.tag`)}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            size={36}
            aria-label={`Remove rule ${index + 1}`}
            onClick={() => form.removeListItem("frequency_caps", index)}
          >
            <IconTrash size={18} aria-hidden />
          </ActionIcon>
        </Box>
      ))}
      <Group>
        <Button
          variant="default"
          size="xs"
          leftSection={<IconPlus size={16} aria-hidden />}
          disabled={rules.length >= mostCaps}
          onClick={() => form.insertListItem("frequency_caps", newRule)}
        >
          Add a rule
        </Button>
      </Group>
    </Stack>
  )
}

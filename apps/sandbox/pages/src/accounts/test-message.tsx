import {
  Anchor,
  Button,
  Card,
  Group,
  SegmentedControl,
  Select,
  Stack,
  Text,
  Textarea,
  TextInput,
} from "@mantine/core"
import { Link } from "@tanstack/react-router"
import { useState } from "react"
import { z } from "zod"
import {
  type AccountView,
  type TemplateView,
  templatesPageSchema,
} from "../../../src/control/views/shapes.ts"
import { graph } from "../api.ts"
import { Empty } from "../empty.tsx"
import { useChange, useLive } from "../live.ts"
import { tokenFor } from "./token.ts"

const kinds = [
  { value: "template", label: "Template" },
  { value: "text", label: "Text" },
]

/** `order_ready (en_US)`, as an option reads, is searched for by its name. */
function nameIn(search: string): string {
  return search.replace(/ \(\S+\)$/, "")
}

/** Sends one message as the account, the way the App Dashboard's first page does. */
export function TestMessage({ account }: { account: AccountView }) {
  const [search, setSearch] = useState("")
  const query = new URLSearchParams({ status: "APPROVED", limit: "50", search: nameIn(search) })
  const { data: found } = useLive(
    templatesPageSchema,
    `views/accounts/${account.waba_id}/templates?${query}`,
    {
      keepsPrevious: true,
    },
  )
  const approved = found?.data ?? []
  const [numberId, setNumberId] = useState(account.numbers[0]?.phone_number_id ?? "")
  const [to, setTo] = useState("4915123456789")
  const [kind, setKind] = useState("template")
  const [chosen, setChosen] = useState<TemplateView>()
  const [values, setValues] = useState("")
  const [body, setBody] = useState("")
  const template = chosen ?? approved[0]
  const offered =
    template === undefined || approved.some(({ id }) => id === template.id)
      ? approved
      : [template, ...approved]

  const content = () => {
    if (kind === "text" || template === undefined) return { type: "text", text: { body } }
    const parameters = values
      .split("\n")
      .filter((value) => value !== "")
      .map((text) => ({ type: "text", text }))
    return {
      type: "template",
      template: {
        name: template.name,
        language: { code: template.language },
        ...(parameters.length === 0 ? {} : { components: [{ type: "body", parameters }] }),
      },
    }
  }
  const send = useChange(
    async () =>
      graph(z.unknown(), await tokenFor(account), "POST", `${numberId}/messages`, {
        messaging_product: "whatsapp",
        to,
        ...content(),
      }),
    { tellsErrors: false },
  )
  if (account.numbers.length === 0) {
    return (
      <Empty title="No number to send from" next={{ label: "Back to home", to: "/" }}>
        Log in with Facebook once more and choose this account to add one.
      </Empty>
    )
  }
  return (
    <Card withBorder maw={560}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          send.mutate()
        }}
      >
        <Stack>
          <Select
            label="From"
            data={account.numbers.map(({ phone_number_id, display_phone_number }) => ({
              value: phone_number_id,
              label: display_phone_number,
            }))}
            value={numberId}
            allowDeselect={false}
            onChange={(id) => setNumberId(id ?? "")}
          />
          <TextInput
            label="To"
            description="Any phone number with its country code"
            required
            inputMode="tel"
            value={to}
            onChange={(event) => setTo(event.currentTarget.value)}
          />
          <SegmentedControl data={kinds} value={kind} onChange={setKind} aria-label="What to send" />
          {kind === "template" ? (
            <>
              <Select
                label="Template"
                data={offered.map(({ id, name, language }) => ({
                  value: id,
                  label: `${name} (${language})`,
                }))}
                value={template?.id ?? null}
                placeholder="None is approved yet"
                searchable
                filter={({ options }) => options}
                searchValue={search}
                onSearchChange={setSearch}
                allowDeselect={false}
                onChange={(id) => setChosen(offered.find((candidate) => candidate.id === id))}
              />
              <Textarea
                label="Values"
                description="One line for each variable of the body"
                autosize
                value={values}
                onChange={(event) => setValues(event.currentTarget.value)}
              />
            </>
          ) : (
            <Textarea
              label="Message"
              description="Arrives within 24 hours of the person’s last message"
              required
              autosize
              minRows={2}
              value={body}
              onChange={(event) => setBody(event.currentTarget.value)}
            />
          )}
          {send.error === null ? null : (
            <Text c="red" size="sm" role="alert">
              {send.error.message}
            </Text>
          )}
          <Group justify="space-between">
            <Text size="sm" c="dimmed" aria-live="polite">
              {send.isSuccess ? (
                <>
                  Accepted. See it on{" "}
                  <Anchor component={Link} to="/_sandbox/pages/phones">
                    the phone
                  </Anchor>
                  .
                </>
              ) : null}
            </Text>
            <Button type="submit" loading={send.isPending}>
              Send
            </Button>
          </Group>
        </Stack>
      </form>
    </Card>
  )
}

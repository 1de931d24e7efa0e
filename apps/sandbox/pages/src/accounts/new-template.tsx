import { Button, Group, Modal, Select, Stack, Text, Textarea, TextInput } from "@mantine/core"
import { useState } from "react"
import { z } from "zod"
import type { AccountView } from "../../../src/control/views/shapes.ts"
import { graph } from "../api.ts"
import { useChange } from "../live.ts"
import { tokenFor } from "./token.ts"

const categories = [
  { value: "MARKETING", label: "Marketing" },
  { value: "UTILITY", label: "Utility" },
]
const blank = {
  name: "",
  language: "en_US",
  category: "UTILITY",
  header: "",
  body: "",
  footer: "",
  replies: "",
}

/** A simple template, submitted through the Graph API as an app would. */
export function NewTemplate({
  account,
  isOpen,
  onClose,
}: {
  account: AccountView
  isOpen: boolean
  onClose: () => void
}) {
  const [draft, setDraft] = useState(blank)
  const set = (part: Partial<typeof blank>) => setDraft((before) => ({ ...before, ...part }))
  const submit = useChange(
    async () =>
      graph(
        z.unknown(),
        await tokenFor(account),
        "POST",
        `${account.waba_id}/message_templates`,
        templateOf(draft),
      ),
    { tellsErrors: false },
  )
  return (
    <Modal opened={isOpen} onClose={onClose} title="New template" size="lg">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          submit.mutate(undefined, {
            onSuccess: () => {
              setDraft(blank)
              onClose()
            },
          })
        }}
      >
        <Stack>
          <Group grow align="flex-start">
            <TextInput
              label="Name"
              description="Small letters, digits and _"
              required
              value={draft.name}
              onChange={(event) => set({ name: event.currentTarget.value })}
            />
            <TextInput
              label="Language"
              description="Such as en_US, ar or pt_BR"
              required
              value={draft.language}
              onChange={(event) => set({ language: event.currentTarget.value })}
            />
          </Group>
          <Select
            label="Category"
            data={categories}
            value={draft.category}
            allowDeselect={false}
            onChange={(category) => set({ category: category ?? "UTILITY" })}
          />
          <TextInput
            label="Header"
            maxLength={60}
            value={draft.header}
            onChange={(event) => set({ header: event.currentTarget.value })}
          />
          <Textarea
            label="Body"
            description="{{1}}, {{2}} are filled in when the message is sent"
            required
            maxLength={1024}
            autosize
            minRows={3}
            value={draft.body}
            onChange={(event) => set({ body: event.currentTarget.value })}
          />
          <TextInput
            label="Footer"
            maxLength={60}
            value={draft.footer}
            onChange={(event) => set({ footer: event.currentTarget.value })}
          />
          <TextInput
            label="Quick replies"
            description="Texts of buttons, with commas between them"
            value={draft.replies}
            onChange={(event) => set({ replies: event.currentTarget.value })}
          />
          {submit.error === null ? null : (
            <Text c="red" size="sm" role="alert">
              {submit.error.message}
            </Text>
          )}
          <Group justify="flex-end">
            <Button type="submit" loading={submit.isPending}>
              Submit for review
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

function templateOf(draft: typeof blank): object {
  const variables = new Set([...draft.body.matchAll(/\{\{(\d+)\}\}/g)].map(([, position]) => position))
  const replies = draft.replies
    .split(",")
    .map((text) => text.trim())
    .filter((text) => text !== "")
  const samples = Array.from(variables, (_, i) => `sample ${i + 1}`)
  return {
    name: draft.name,
    language: draft.language,
    category: draft.category,
    components: [
      ...(draft.header === "" ? [] : [{ type: "HEADER", format: "TEXT", text: draft.header }]),
      {
        type: "BODY",
        text: draft.body,
        ...(samples.length === 0 ? {} : { example: { body_text: [samples] } }),
      },
      ...(draft.footer === "" ? [] : [{ type: "FOOTER", text: draft.footer }]),
      ...(replies.length === 0
        ? []
        : [{ type: "BUTTONS", buttons: replies.map((text) => ({ type: "QUICK_REPLY", text })) }]),
    ],
  }
}

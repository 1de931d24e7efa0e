import { ActionIcon, Button, Group, Stack, Switch, Text, Textarea, TextInput } from "@mantine/core"
import { useForm } from "@mantine/form"
import { IconPlus, IconTrash } from "@tabler/icons-react"
import { useQueryClient } from "@tanstack/react-query"
import { api, client, type Shapes } from "../api/client.ts"
import { revisionIn } from "../look/form/edits.ts"
import { FieldSelect } from "../look/form/field-select.tsx"
import { FormShell } from "../look/form/form-shell.tsx"
import { languages } from "../look/form/languages.ts"
import { Loading } from "../look/page/loading.tsx"
import { Section } from "../look/page/section.tsx"
import { ProblemAlert } from "../look/problem-alert.tsx"
import { sayDone } from "../look/toasts.ts"
import { useMay } from "../session/me.ts"
import { languageName } from "../templates/language-name.ts"

type Reply = Shapes["ConsentReply"]
type Occasion = Reply["occasion"]

interface Words {
  title: string
  intro: string
  suggestion: string
}

const occasions: Record<Occasion, Words> = {
  goodbye: {
    title: "Goodbye",
    intro: "Answers someone who unsubscribes by a message, such as STOP.",
    suggestion: "You won't get any more offers from us. Write START to subscribe again.",
  },
  welcome: {
    title: "Welcome",
    intro: "Answers someone who subscribes by a message or an opt-in link.",
    suggestion: "Welcome! You'll hear from us here. Write STOP at any time to unsubscribe.",
  },
  help: {
    title: "Help",
    intro: "Answers someone who writes HELP.",
    suggestion:
      "Write STOP to unsubscribe or START to subscribe. All your choices: {{ contact.preference_link }}",
  },
  confirm: {
    title: "Double opt-in question",
    intro: "Asks someone who wants to subscribe whether they mean it, where the group's settings say so.",
    suggestion: "Do you want to get our offers on WhatsApp?",
  },
}

/** What the group answers by itself, one form each. */
export function Replies({ groupId }: { groupId: string }) {
  const replies = api.useQuery("get", "/v1/subscription-groups/{id}/replies", {
    params: { path: { id: groupId } },
  })
  if (replies.error) return <ProblemAlert failure={replies.error} retry={replies.refetch} />
  if (replies.data === undefined) return <Loading />
  return replies.data.data.map((reply) => <ReplyForm key={reply.occasion} groupId={groupId} reply={reply} />)
}

const valuesOf = ({ enabled, texts }: Reply) => ({
  enabled,
  texts: texts.map(({ language, text, button = "" }) => ({ language, text, button })),
})
type Values = ReturnType<typeof valuesOf>

const sayTexts = (texts: Values["texts"]) =>
  texts.map(({ language, text }) => `${languageName(language)}: ${text}`).join("\n")

function ReplyForm({ groupId, reply }: { groupId: string; reply: Reply }) {
  const { occasion } = reply
  const { title, intro, suggestion } = occasions[occasion]
  const queries = useQueryClient()
  const mayWrite = useMay()("subscriptions:write")
  const form = useForm<Values>({
    initialValues: valuesOf(reply),
    validate: {
      texts: {
        text: (value, { enabled }) => (enabled && value.trim() === "" ? "Write the text" : null),
      },
    },
  })
  const params = { path: { id: groupId, occasion } }
  const turn = (enabled: boolean) => {
    form.setFieldValue("enabled", enabled)
    if (enabled && form.values.texts.length === 0)
      form.setFieldValue("texts", [{ language: "en", text: suggestion, button: "" }])
  }
  const isQuestion = occasion === "confirm"
  return (
    <Section title={title} intro={intro}>
      <FormShell
        form={form}
        words={{ enabled: "Send it", texts: { label: "Text", say: sayTexts } }}
        {...(reply.revision === null ? {} : { revision: reply.revision })}
        submit={`Save ${title.toLowerCase()}`}
        readLatest={async () => {
          const { data, error } = await client.GET("/v1/subscription-groups/{id}/replies", {
            params: { path: { id: groupId } },
          })
          if (error) throw error
          const latest = data.data.find((one) => one.occasion === occasion) ?? reply
          return { values: valuesOf(latest), revision: latest.revision ?? undefined }
        }}
        onSubmit={async ({ enabled, texts }, base) => {
          const { data, error } = await client.PUT("/v1/subscription-groups/{id}/replies/{occasion}", {
            params,
            body: {
              enabled,
              texts: texts.map(({ button, ...one }) => ({
                ...one,
                ...(isQuestion && button.trim() !== "" ? { button } : {}),
              })),
              ...revisionIn(base),
            },
          })
          if (error) throw error
          await queries.invalidateQueries({ queryKey: ["get", "/v1/subscription-groups/{id}/replies"] })
          sayDone(`${title} was saved.`)
          return { values: valuesOf(data), revision: data.revision ?? undefined }
        }}
      >
        <Switch
          label={`Send the ${title.toLowerCase()}`}
          disabled={!mayWrite}
          checked={form.values.enabled}
          onChange={(event) => turn(event.currentTarget.checked)}
        />
        {form.values.texts.map((one, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a text has no other name while its language is chosen
          <Stack key={index} gap="xs">
            <Group align="flex-end" wrap="nowrap" gap="xs">
              <FieldSelect
                label={index === 0 ? "Language, also for people of any other" : "Language"}
                data={languages()}
                disabled={!mayWrite}
                style={{ flex: 1, minWidth: 0 }}
                value={one.language}
                onChange={(language) =>
                  form.setFieldValue(`texts.${index}.language`, language ?? one.language)
                }
              />
              {mayWrite ? (
                <ActionIcon
                  variant="default"
                  size="lg"
                  aria-label={`Remove the text in ${languageName(one.language)}`}
                  onClick={() => form.removeListItem("texts", index)}
                >
                  <IconTrash size={18} aria-hidden />
                </ActionIcon>
              ) : null}
            </Group>
            <Textarea
              label={`Text in ${languageName(one.language)}`}
              autosize
              minRows={2}
              maxLength={1024}
              readOnly={!mayWrite}
              {...form.getInputProps(`texts.${index}.text`)}
            />
            {isQuestion ? (
              <TextInput
                label="Button"
                placeholder="Yes"
                maxLength={20}
                readOnly={!mayWrite}
                {...form.getInputProps(`texts.${index}.button`)}
              />
            ) : null}
          </Stack>
        ))}
        {mayWrite ? (
          <Group>
            <Button
              variant="subtle"
              leftSection={<IconPlus size={18} aria-hidden />}
              onClick={() => {
                const used = new Set(form.values.texts.map(({ language }) => language))
                const language = ["en", "es", "pt_BR", "de", "fr"].find((code) => !used.has(code)) ?? "it"
                form.insertListItem("texts", {
                  language,
                  text: used.size === 0 ? suggestion : "",
                  button: "",
                })
              }}
            >
              Add a language
            </Button>
          </Group>
        ) : null}
        <Text size="xs" c="dimmed">
          Sent once, within ten minutes or not at all. Liquid works, such as {"{{ contact.preference_link }}"}
          .
        </Text>
      </FormShell>
    </Section>
  )
}

import { NumberInput, Stack, TextInput } from "@mantine/core"
import { useForm } from "@mantine/form"
import { useQueryClient } from "@tanstack/react-query"
import { api, client, type Shapes } from "../api/client.ts"
import { revisionIn } from "../look/form/edits.ts"
import { FormShell } from "../look/form/form-shell.tsx"
import { Loading } from "../look/page/loading.tsx"
import { Page } from "../look/page/page.tsx"
import { Section } from "../look/page/section.tsx"
import { ProblemAlert } from "../look/problem-alert.tsx"
import { sayDone } from "../look/toasts.ts"
import { Allowed, NotAllowed } from "../session/allowed.tsx"

/** What tracked links begin with, and how long they last. */
export function TrackedLinksPage() {
  return (
    <Page
      title="Tracked links"
      intro="Links of messages that are tracked lead over an address of yours, where clicks are counted."
    >
      <Allowed to="workspace:manage" instead={<NotAllowed permission="workspace:manage" />}>
        <Settings />
      </Allowed>
    </Page>
  )
}

function Settings() {
  const settings = api.useQuery("get", "/v1/link-settings", {})
  if (settings.data !== undefined) return <SettingsForm opened={settings.data} />
  return settings.error ? <ProblemAlert failure={settings.error} retry={settings.refetch} /> : <Loading />
}

type Saved = Shapes["LinkSettings"]

const valuesOf = ({ base_url, lasting_days, expired_url }: Saved): Values => ({
  base_url: base_url ?? "",
  lasting_days,
  expired_url: expired_url ?? "",
})

interface Values {
  base_url: string
  lasting_days: number | ""
  expired_url: string
}

const orNull = (text: string) => (text.trim() === "" ? null : text.trim())
const isAddress = (text: string) => text.trim() === "" || /^https?:\/\/[^/\s]+/.test(text.trim())

function SettingsForm({ opened }: { opened: Saved }) {
  const queries = useQueryClient()
  const form = useForm<Values>({
    initialValues: valuesOf(opened),
    validate: {
      base_url: (url) => (isAddress(url) ? null : "Enter an address such as https://go.shop.example"),
      lasting_days: (days) => (Number(days) >= 1 && Number(days) <= 730 ? null : "Enter 1 to 730"),
      expired_url: (url) => (isAddress(url) ? null : "Enter an address that begins with https://"),
    },
  })
  return (
    <FormShell
      form={form}
      words={{
        base_url: "Domain",
        lasting_days: "Days that links last",
        expired_url: "Expired links lead to",
      }}
      revision={opened.revision}
      draft="tracked-links"
      submit="Save"
      readLatest={async () => {
        const { data, error } = await client.GET("/v1/link-settings")
        if (error) throw error
        return { values: valuesOf(data), revision: data.revision }
      }}
      onSubmit={async ({ base_url, lasting_days, expired_url }, base) => {
        const { data, error } = await client.PATCH("/v1/link-settings", {
          body: {
            base_url: orNull(base_url),
            lasting_days: Number(lasting_days),
            expired_url: orNull(expired_url),
            ...revisionIn(base),
          },
        })
        if (error) throw error
        await queries.invalidateQueries(api.queryOptions("get", "/v1/link-settings", {}))
        sayDone("Tracked links saved.")
        return { values: valuesOf(data), revision: data.revision }
      }}
    >
      <Section
        title="Domain"
        intro={`Links begin with ${opened.address}. A domain of your own has to lead to this server; links that were sent go on under the domain they were sent with.`}
      >
        <TextInput
          label="Domain"
          description="Empty: the address of this installation."
          placeholder="https://go.shop.example"
          maxLength={200}
          {...form.getInputProps("base_url")}
        />
      </Section>
      <Section
        title="Expiry"
        intro="People who tap an expired link see a page that says so, or get to an address of yours."
      >
        <Stack>
          <NumberInput
            label="Days that links last"
            description="1 to 730, counted from when the message was queued."
            maw={240}
            min={1}
            max={730}
            {...form.getInputProps("lasting_days")}
          />
          <TextInput
            label="Expired links lead to"
            placeholder="https://shop.example"
            maxLength={2000}
            {...form.getInputProps("expired_url")}
          />
        </Stack>
      </Section>
    </FormShell>
  )
}

import {
  Avatar,
  Button,
  FileButton,
  Group,
  Paper,
  Skeleton,
  Stack,
  Text,
  Textarea,
  TextInput,
  Title,
} from "@mantine/core"
import { type UseFormReturnType, useForm } from "@mantine/form"
import { IconPhoto } from "@tabler/icons-react"
import { useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { api, client, type Shapes } from "../../api/client.ts"
import { useAction } from "../../look/action.ts"
import { labelIn, withChosen } from "../../look/form/choices.ts"
import { type FormWords, revisionIn } from "../../look/form/edits.ts"
import { FieldSelect } from "../../look/form/field-select.tsx"
import { FormShell } from "../../look/form/form-shell.tsx"
import { ProblemAlert } from "../../look/problem-alert.tsx"
import { sayDone } from "../../look/toasts.ts"
import { useMay } from "../../session/me.ts"
import { refusePicture } from "./picture.ts"
import { verticals } from "./verticals.ts"

/** What people see when they open the number's profile in WhatsApp. Meta keeps it; here it is read and changed. */
export function Profile({ number }: { number: Shapes["Number"] }) {
  const may = useMay()
  const profile = api.useQuery("get", "/v1/numbers/{id}/profile", { params: { path: { id: number.id } } })
  return (
    <Paper withBorder p="lg" component="section" aria-labelledby="profile">
      <Stack>
        <Title order={2} size="h4" id="profile">
          Business profile
        </Title>
        <ProblemAlert failure={profile.error} retry={profile.refetch} />
        {profile.isPending ? <Skeleton h={260} /> : null}
        {profile.data === undefined ? null : (
          <>
            <Picture number={number} url={profile.data.picture_url} />
            {may("connection:manage") ? (
              <ProfileForm number={number} profile={profile.data} />
            ) : (
              <ProfileFields form={undefined} values={asValues(profile.data)} />
            )}
          </>
        )}
      </Stack>
    </Paper>
  )
}

function useStoreProfile(number: Shapes["Number"]) {
  const queries = useQueryClient()
  const { queryKey } = api.queryOptions("get", "/v1/numbers/{id}/profile", {
    params: { path: { id: number.id } },
  })
  return (profile: Shapes["BusinessProfile"]) => queries.setQueryData(queryKey, profile)
}

function Picture({ number, url }: { number: Shapes["Number"]; url: string | null }) {
  const may = useMay()
  const store = useStoreProfile(number)
  const upload = useAction(async (file: File | null) => {
    if (file === null) return
    const refusal = await refusePicture(file)
    if (refusal !== undefined) throw refusal
    const { data, error } = await client.PUT("/v1/numbers/{id}/profile/picture", {
      params: { path: { id: number.id } },
      body: file,
      bodySerializer: () => file,
      headers: { "content-type": file.type },
    })
    if (error) throw error
    store(data)
    sayDone("Picture updated.")
  })
  return (
    <Stack gap="xs">
      <ProblemAlert failure={upload.failure} />
      <Group>
        <Avatar src={url} size={72} radius="xl" alt={`Profile picture of ${number.verified_name}`}>
          <IconPhoto aria-hidden />
        </Avatar>
        {may("connection:manage") ? (
          <Stack gap={2} align="flex-start">
            <FileButton
              accept="image/png,image/jpeg"
              onChange={(file) => void upload.run(file)}
              inputProps={{ "aria-label": "Picture file" }}
            >
              {(props) => (
                <Button {...props} variant="default" size="xs" loading={upload.isBusy}>
                  {url === null ? "Upload picture" : "Change picture"}
                </Button>
              )}
            </FileButton>
            <Text size="xs" c="dimmed">
              JPEG or PNG, square, 192 pixels or more (640 is best), at most 5 MB
            </Text>
          </Stack>
        ) : null}
      </Group>
    </Stack>
  )
}

type Values = ReturnType<typeof asValues>

const asValues = (profile: Shapes["BusinessProfile"]) => ({
  about: profile.about ?? "",
  description: profile.description ?? "",
  // Meta's word for none.
  vertical: profile.vertical === "UNDEFINED" ? "" : (profile.vertical ?? ""),
  email: profile.email ?? "",
  website: profile.websites[0] ?? "",
  secondWebsite: profile.websites[1] ?? "",
  address: profile.address ?? "",
})

const words: FormWords<Values> = {
  about: "About",
  description: "Description",
  vertical: { label: "Line of business", say: (value) => labelIn(verticals, value) },
  email: "E-mail",
  website: "Website",
  secondWebsite: "Second website",
  address: "Address",
}

const isWebsite = (value: string) => value === "" || /^https?:\/\/\S+\.\S+/.test(value)
const website = (value: string) =>
  isWebsite(value.trim()) ? null : "Enter an address that starts with https:// or http://"

function ProfileForm({ number, profile }: { number: Shapes["Number"]; profile: Shapes["BusinessProfile"] }) {
  // As it was when the form was filled, whatever is heard of the profile meanwhile.
  const [opened] = useState(profile)
  const store = useStoreProfile(number)
  const params = { path: { id: number.id } }
  const form = useForm({
    initialValues: asValues(opened),
    validate: {
      about: (value) => (opened.about !== null && value.trim() === "" ? "About can't be empty" : null),
      email: (value) =>
        value === "" || /^\S+@\S+\.\S+$/.test(value.trim()) ? null : "Enter a valid e-mail address",
      website,
      secondWebsite: website,
    },
  })
  const editedOf = (saved: Shapes["BusinessProfile"]) => {
    store(saved)
    return { values: asValues(saved), revision: saved.revision }
  }
  return (
    <FormShell
      form={form}
      words={words}
      revision={opened.revision}
      draft={`profile ${number.id}`}
      submit="Save profile"
      readLatest={async () => {
        const { data, error } = await client.GET("/v1/numbers/{id}/profile", { params })
        if (error) throw error
        return editedOf(data)
      }}
      onSubmit={async ({ website: first, secondWebsite, vertical, about, ...texts }, base) => {
        const { data, error } = await client.PATCH("/v1/numbers/{id}/profile", {
          params,
          body: {
            ...texts,
            websites: [first, secondWebsite].map((one) => one.trim()).filter((one) => one !== ""),
            ...(about.trim() === "" ? {} : { about }),
            ...(isVertical(vertical) ? { vertical } : {}),
            ...revisionIn(base),
          },
        })
        if (error) throw error
        sayDone("Profile saved.")
        return editedOf(data)
      }}
    >
      <ProfileFields form={form} values={form.values} />
    </FormShell>
  )
}

/** Without a form to be read only. */
function ProfileFields({ form, values }: { form: UseFormReturnType<Values> | undefined; values: Values }) {
  const props = (name: keyof Values) => ({
    readOnly: form === undefined,
    value: values[name],
    ...form?.getInputProps(name),
  })
  const limited = (name: keyof Values, most: number) => ({
    maxLength: most,
    description: `${values[name].length} of ${most} characters`,
    inputWrapperOrder: ["label", "input", "error", "description"] as (
      | "label"
      | "input"
      | "error"
      | "description"
    )[],
    ...props(name),
  })
  return (
    <Stack>
      <TextInput label="About" {...limited("about", 139)} />
      <Textarea label="Description" autosize minRows={2} {...limited("description", 512)} />
      <FieldSelect
        label="Line of business"
        data={withChosen(verticals, values.vertical)}
        readOnly={form === undefined}
        error={form?.errors.vertical}
        data-path="vertical"
        value={values.vertical}
        onChange={(value) => form?.setFieldValue("vertical", value ?? "")}
      />
      <TextInput label="E-mail" type="email" {...limited("email", 128)} />
      <TextInput label="Website" type="url" maxLength={256} {...props("website")} />
      <TextInput label="Second website" type="url" maxLength={256} {...props("secondWebsite")} />
      <TextInput label="Address" {...limited("address", 256)} />
    </Stack>
  )
}

type Vertical = (typeof verticals)[number]["value"]

function isVertical(value: string): value is Vertical {
  return verticals.some((vertical) => vertical.value === value)
}

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
import { useForm } from "@mantine/form"
import { IconPhoto } from "@tabler/icons-react"
import { useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { api, client, type Shapes } from "../../api/client.ts"
import { useAction } from "../../look/action.ts"
import { showOnFields } from "../../look/form-problem.ts"
import { ProblemAlert } from "../../look/problem-alert.tsx"
import { SearchSelect } from "../../look/search-select.tsx"
import { sayDone } from "../../look/toasts.ts"
import { useMay } from "../../session/me.ts"
import { refusePicture } from "./picture.ts"
import { verticals } from "./verticals.ts"

/** What people see when they open the number's profile in WhatsApp. Meta keeps it; here it is read and changed. */
export function Profile({ number }: { number: Shapes["Number"] }) {
  const profile = api.useQuery("get", "/v1/numbers/{id}/profile", { params: { path: { id: number.id } } })
  const [reading, setReading] = useState(0)
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
            <ProfileForm
              key={reading}
              number={number}
              profile={profile.data}
              onRead={() => void profile.refetch().then(() => setReading(reading + 1))}
            />
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
              JPEG or PNG, square, 192 pixels or more (640 look good), at most 5 MB
            </Text>
          </Stack>
        ) : null}
      </Group>
    </Stack>
  )
}

const asValues = (profile: Shapes["BusinessProfile"]) => ({
  about: profile.about ?? "",
  description: profile.description ?? "",
  address: profile.address ?? "",
  email: profile.email ?? "",
  website: profile.websites[0] ?? "",
  secondWebsite: profile.websites[1] ?? "",
  vertical: profile.vertical ?? "",
})

const isWebsite = (value: string) => value === "" || /^https?:\/\/\S+\.\S+/.test(value)
const website = (value: string) =>
  isWebsite(value.trim()) ? null : "Enter an address that starts with https:// or http://"

/** `onRead` shows what Meta has now in the place of what was typed. */
function ProfileForm({
  number,
  profile,
  onRead,
}: {
  number: Shapes["Number"]
  profile: Shapes["BusinessProfile"]
  onRead: () => void
}) {
  // As it was when the form was filled, whatever is heard of the profile meanwhile.
  const [revision, setRevision] = useState(profile.revision)
  const may = useMay()
  const store = useStoreProfile(number)
  const form = useForm({
    initialValues: asValues(profile),
    validate: {
      about: (value, { about: _about }) =>
        profile.about !== null && value.trim() === "" ? "About can't be empty" : null,
      email: (value) =>
        value === "" || /^\S+@\S+\.\S+$/.test(value.trim()) ? null : "Enter a valid e-mail address",
      website,
      secondWebsite: website,
    },
  })
  const save = useAction(
    async ({ website, secondWebsite, vertical, about, ...texts }: typeof form.values) => {
      const { data, error } = await client.PATCH("/v1/numbers/{id}/profile", {
        params: { path: { id: number.id } },
        body: {
          ...texts,
          websites: [website, secondWebsite].map((one) => one.trim()).filter((one) => one !== ""),
          ...(about.trim() === "" ? {} : { about }),
          ...(isVertical(vertical) ? { vertical } : {}),
          revision,
        },
      })
      if (error) throw error
      store(data)
      setRevision(data.revision)
      form.setInitialValues(asValues(data))
      form.reset()
      sayDone("Profile saved.")
    },
    (failure) => showOnFields(form, failure),
  )
  const readOnly = !may("connection:manage")
  const limited = (name: "about" | "description" | "address" | "email", most: number) => ({
    maxLength: most,
    readOnly,
    description: `${form.getValues()[name].length} of ${most} characters`,
    inputWrapperOrder: ["label", "input", "error", "description"] as (
      | "label"
      | "input"
      | "error"
      | "description"
    )[],
    ...form.getInputProps(name),
  })
  return (
    <form onSubmit={form.onSubmit(save.run)} noValidate>
      <Stack>
        <ProblemAlert failure={save.failure} reload={onRead} />
        <TextInput label="About" {...limited("about", 139)} />
        <Textarea label="Description" autosize minRows={2} {...limited("description", 512)} />
        <SearchSelect
          label="Line of business"
          data={verticals}
          readOnly={readOnly}
          {...form.getInputProps("vertical")}
          value={form.getValues().vertical === "UNDEFINED" ? "" : form.getValues().vertical}
        />
        <TextInput label="E-mail" type="email" {...limited("email", 128)} />
        <TextInput
          label="Website"
          type="url"
          maxLength={256}
          readOnly={readOnly}
          {...form.getInputProps("website")}
        />
        <TextInput
          label="Second website"
          type="url"
          maxLength={256}
          readOnly={readOnly}
          {...form.getInputProps("secondWebsite")}
        />
        <TextInput label="Address" {...limited("address", 256)} />
        {readOnly ? null : (
          <Group justify="flex-end">
            <Button type="submit" loading={save.isBusy} disabled={!form.isDirty()}>
              Save profile
            </Button>
          </Group>
        )}
      </Stack>
    </form>
  )
}

type Vertical = (typeof verticals)[number]["value"]

function isVertical(value: string): value is Vertical {
  return verticals.some((vertical) => vertical.value === value)
}

import { Button, CloseButton, Group, Stack, Text, TextInput } from "@mantine/core"
import { useForm } from "@mantine/form"
import { IconPlus } from "@tabler/icons-react"
import { useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { client, type Shapes } from "../api/client.ts"
import { FormDialog } from "../look/form/form-dialog.tsx"
import { PhoneField } from "../look/form/phone-field.tsx"
import { sayDone } from "../look/toasts.ts"
import { Allowed } from "../session/allowed.tsx"
import { ContactSelect } from "../templates/preview/contact-select.tsx"

type TestGroup = Shapes["TestGroup"]
type Member = TestGroup["members"][number]

/** As the server has it. */
const mostMembers = 50

/** Makes a test group, or changes one. */
export function GroupDialog({ group, onClose }: { group: TestGroup | undefined; onClose: () => void }) {
  const queries = useQueryClient()
  const form = useForm<{ name: string; members: Member[] }>({
    initialValues: { name: group?.name ?? "", members: group?.members ?? [] },
    validate: { name: (name) => (name.trim() === "" ? "Enter a name" : null) },
  })
  const { members } = form.values
  const add = (member: Member) => {
    const isThere = members.some(
      ({ contact_id, phone }) => (member.contact_id ?? member.phone) === (contact_id ?? phone),
    )
    if (!isThere) form.setFieldValue("members", [...members, member])
  }
  return (
    <FormDialog
      title={group === undefined ? "New test group" : "Edit test group"}
      form={form}
      words={{ name: "Name", members: { label: "Members", say: (list) => `${list.length}` } }}
      isNew={group === undefined}
      submit={group === undefined ? "Create test group" : "Save"}
      onSubmit={async ({ name, members: kept }) => {
        const body = { name: name.trim(), members: kept.map(given) }
        const { error } =
          group === undefined
            ? await client.POST("/v1/test-groups", { body })
            : await client.PATCH("/v1/test-groups/{id}", {
                params: { path: { id: group.id } },
                body: { ...body, revision: group.revision },
              })
        if (error) throw error
        void queries.invalidateQueries({ queryKey: ["get", "/v1/test-groups"] })
        sayDone(group === undefined ? "The test group was created." : "Saved.")
        onClose()
      }}
      onClose={onClose}
    >
      <TextInput label="Name" maxLength={100} data-autofocus {...form.getInputProps("name")} />
      <Stack gap={4} data-path="members">
        <Text size="sm" fw={500}>
          Members
        </Text>
        {members.length === 0 ? (
          <Text size="sm" c="dimmed">
            Nobody yet.
          </Text>
        ) : null}
        {members.map((member, place) => {
          const words = member.name ?? member.phone ?? "A contact"
          return (
            <Group key={member.contact_id ?? member.phone} gap="xs" wrap="nowrap" justify="space-between">
              <Text size="sm" style={{ overflowWrap: "anywhere" }}>
                {words}
                {member.name !== null && member.phone !== null ? (
                  <Text span inherit c="dimmed">
                    {" "}
                    {member.phone}
                  </Text>
                ) : null}
              </Text>
              <CloseButton
                aria-label={`Remove ${words}`}
                onClick={() => form.setFieldValue("members", members.toSpliced(place, 1))}
              />
            </Group>
          )
        })}
      </Stack>
      {members.length >= mostMembers ? (
        <Text size="sm" c="dimmed">
          A group has {mostMembers} members at most.
        </Text>
      ) : (
        <AddMember onAdd={add} />
      )}
    </FormDialog>
  )
}

function AddMember({ onAdd }: { onAdd: (member: Member) => void }) {
  const [phone, setPhone] = useState("")
  const [name, setName] = useState("")
  return (
    <>
      <Group align="flex-end" gap="xs" wrap="nowrap">
        <div style={{ flex: 1, minWidth: 0 }}>
          <PhoneField label="Phone number" value={phone} onChange={setPhone} />
        </div>
        <TextInput
          label="Called"
          maxLength={100}
          w={120}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Button
          variant="default"
          disabled={phone.trim() === ""}
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => {
            onAdd({ contact_id: null, phone, name: name.trim() === "" ? null : name.trim() })
            setPhone("")
            setName("")
          }}
        >
          Add
        </Button>
      </Group>
      <Allowed to="contacts:read">
        <AddContact onAdd={onAdd} />
      </Allowed>
    </>
  )
}

function AddContact({ onAdd }: { onAdd: (member: Member) => void }) {
  const [id, setId] = useState<string | null>(null)
  return (
    <ContactSelect
      label="Or a contact"
      value={id}
      onChange={async (chosen) => {
        setId(chosen)
        if (chosen === null) return
        const { data } = await client.GET("/v1/contacts/{id}", { params: { path: { id: chosen } } })
        setId(null)
        if (data === undefined) return
        const name = [data.first_name, data.last_name].filter(Boolean).join(" ")
        onAdd({ contact_id: chosen, phone: data.phone, name: name === "" ? null : name })
      }}
    />
  )
}

const given = ({ contact_id, phone, name }: Member) =>
  contact_id === null ? { phone: phone ?? "", name } : { contact_id }

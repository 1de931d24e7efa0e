import { Anchor, Badge, Button, CopyButton, Group, Image, Stack, Text, TextInput } from "@mantine/core"
import { useForm } from "@mantine/form"
import { useDisclosure } from "@mantine/hooks"
import { IconPlus, IconQrcode } from "@tabler/icons-react"
import { useQuery, useQueryClient } from "@tanstack/react-query"
import { client, type Shapes } from "../api/client.ts"
import { useAction } from "../look/action.ts"
import { Copyable } from "../look/copyable.tsx"
import { Dialog } from "../look/dialogs/dialog.tsx"
import { FormDialog } from "../look/form/form-dialog.tsx"
import { Loading } from "../look/page/loading.tsx"
import { Section } from "../look/page/section.tsx"
import { ProblemAlert } from "../look/problem-alert.tsx"
import type { Column } from "../look/table/column.ts"
import { DataTable } from "../look/table/data-table.tsx"
import { EmptyState } from "../look/table/empty-state.tsx"
import { Instant } from "../look/time/instant.tsx"
import { useAmount } from "../look/time/notation.ts"
import { sayDone, sayFailed } from "../look/toasts.ts"
import { Allowed } from "../session/allowed.tsx"

type Link = Shapes["OptInLink"]

const linksKey = ["get", "/v1/subscription-groups/{id}/opt-in-links"]
const listPath = "/v1/subscription-groups/{id}/opt-in-links"

/** Links and QR codes by which people subscribe, and how many came by each. */
export function OptInLinks({ groupId }: { groupId: string }) {
  const [isCreating, creating] = useDisclosure(false)
  const create = (
    <Allowed to="subscriptions:write">
      <Button variant="default" leftSection={<IconPlus size={18} aria-hidden />} onClick={creating.open}>
        Create a link
      </Button>
    </Allowed>
  )
  return (
    <Section
      title="Opt-in links"
      intro="A link opens a chat with a message ready to send. Everyone who sends it is subscribed, and the message is the evidence."
      aside={create}
    >
      <DataTable
        label="Opt-in links"
        path={listPath}
        of={{ id: groupId }}
        isSecond
        columns={columns}
        usual={{ sort: "created", order: "desc" }}
        read={(query) => client.GET(listPath, { params: { path: { id: groupId }, query } })}
        empty={
          <EmptyState icon={IconQrcode} title="No opt-in links yet">
            Create one for each place, such as the shop window or your website, to see where people come from.
          </EmptyState>
        }
      />
      {isCreating ? <NewLink groupId={groupId} onClose={creating.close} /> : null}
    </Section>
  )
}

const columns: readonly Column<Link, "created" | "name">[] = [
  {
    heading: "Name",
    kind: "title",
    sort: "name",
    cell: ({ name }) => <bdi>{name}</bdi>,
    text: ({ name }) => name,
  },
  { heading: "Message", kind: "text", cell: ({ message }) => message },
  {
    heading: "People",
    kind: "number",
    cell: ({ people }) => <People count={people} />,
    text: ({ people }) => String(people),
  },
  {
    heading: "Status",
    cell: ({ archived_at }) => (
      <Badge color={archived_at === null ? "teal" : "gray"}>
        {archived_at === null ? "Active" : "Archived"}
      </Badge>
    ),
    text: ({ archived_at }) => (archived_at === null ? "Active" : "Archived"),
  },
  {
    heading: "Created",
    kind: "short",
    sort: "created",
    isExtra: true,
    cell: ({ created_at }) => <Instant at={created_at} c="dimmed" />,
    text: ({ created_at }) => created_at,
  },
  {
    heading: "Actions",
    kind: "actions",
    cell: (link) => (
      <Group gap="xs" wrap="nowrap">
        <CopyButton value={link.url}>
          {({ copied, copy }) => (
            <Button
              size="compact-sm"
              variant="default"
              aria-label={`${copied ? "Copied" : "Copy link"}: ${link.name}`}
              onClick={copy}
            >
              {copied ? "Copied" : "Copy link"}
            </Button>
          )}
        </CopyButton>
        <QrCode link={link} />
        <Archive link={link} />
      </Group>
    ),
  },
]

function People({ count }: { count: number }) {
  return useAmount()(count)
}

function QrCode({ link }: { link: Link }) {
  const [isOpen, { open, close }] = useDisclosure(false)
  return (
    <>
      <Button size="compact-sm" variant="default" aria-label={`QR code of ${link.name}`} onClick={open}>
        QR code
      </Button>
      {isOpen ? (
        <Dialog title={`QR code: ${link.name}`} onClose={close}>
          <CodeOf link={link} />
        </Dialog>
      ) : null}
    </>
  )
}

function CodeOf({ link: { id, subscription_group_id, name, url, message } }: { link: Link }) {
  const code = useQuery({
    queryKey: ["qr-code", id],
    queryFn: async () => {
      const { data, error } = await client.GET(
        "/v1/subscription-groups/{id}/opt-in-links/{link_id}/qr-code",
        {
          params: { path: { id: subscription_group_id, link_id: id } },
          parseAs: "text",
        },
      )
      if (error) throw error
      return `data:image/svg+xml;charset=utf-8,${encodeURIComponent(String(data))}`
    },
  })
  return (
    <Stack>
      {code.error ? <ProblemAlert failure={code.error} retry={code.refetch} /> : null}
      {code.data === undefined ? (
        <Loading />
      ) : (
        <>
          <Image
            src={code.data}
            alt={`QR code that opens a chat with “${message}”`}
            maw={280}
            mx="auto"
            radius="md"
          />
          <Anchor href={code.data} download={`${name}.svg`} ta="center">
            Download as SVG
          </Anchor>
        </>
      )}
      <Copyable label="Link" text={url} />
      <Text size="sm" c="dimmed">
        People send “{message}”. Someone who changes the text before sending it is not subscribed.
      </Text>
    </Stack>
  )
}

function Archive({ link: { id, subscription_group_id, name, archived_at, revision } }: { link: Link }) {
  const queries = useQueryClient()
  const isArchived = archived_at !== null
  const change = useAction(async () => {
    const { error } = await client.PATCH("/v1/subscription-groups/{id}/opt-in-links/{link_id}", {
      params: { path: { id: subscription_group_id, link_id: id } },
      body: { archived: !isArchived, revision },
    })
    if (error) throw error
    await queries.invalidateQueries({ queryKey: linksKey })
    sayDone(
      isArchived ? `${name} is active again.` : `${name} was archived: its message subscribes nobody now.`,
    )
  }, sayFailed)
  return (
    <Allowed to="subscriptions:write">
      <Button
        size="compact-sm"
        variant="default"
        aria-label={`${isArchived ? "Unarchive" : "Archive"} the link ${name}`}
        loading={change.isBusy}
        onClick={() => void change.run()}
      >
        {isArchived ? "Unarchive" : "Archive"}
      </Button>
    </Allowed>
  )
}

function NewLink({ groupId, onClose }: { groupId: string; onClose: () => void }) {
  const queries = useQueryClient()
  const form = useForm({
    initialValues: { name: "", message: "Send me offers" },
    validate: {
      name: (value) => (value.trim() === "" ? "Enter a name, such as Shop window" : null),
      message: (value) => (value.trim() === "" ? "Enter the message that people send" : null),
    },
  })
  return (
    <FormDialog
      title="Create an opt-in link"
      form={form}
      words={{ name: "Name", message: "Message" }}
      isNew
      submit="Create"
      onClose={onClose}
      onSubmit={async (body) => {
        const { error } = await client.POST(listPath, { params: { path: { id: groupId } }, body })
        if (error) throw error
        await queries.invalidateQueries({ queryKey: linksKey })
        onClose()
      }}
    >
      <TextInput
        label="Name"
        description="Where it is shown. Only your team sees it."
        maxLength={200}
        data-autofocus
        {...form.getInputProps("name")}
      />
      <TextInput
        label="Message"
        description="What people send. Each link has its own, so that you can count who came by it."
        maxLength={80}
        {...form.getInputProps("message")}
      />
    </FormDialog>
  )
}

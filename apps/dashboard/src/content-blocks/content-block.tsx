import { Badge, Button, Group, Stack, Text } from "@mantine/core"
import { useDisclosure } from "@mantine/hooks"
import { useQueryClient } from "@tanstack/react-query"
import { getRouteApi, useNavigate } from "@tanstack/react-router"
import { api, client, type Shapes } from "../api/client.ts"
import { ConfirmDialog } from "../look/dialogs/confirm-dialog.tsx"
import { AnchorLink, pathOf } from "../look/links.tsx"
import { Loading } from "../look/page/loading.tsx"
import { Page } from "../look/page/page.tsx"
import { Section } from "../look/page/section.tsx"
import { ProblemAlert } from "../look/problem-alert.tsx"
import { sayDone } from "../look/toasts.ts"
import { Allowed } from "../session/allowed.tsx"
import { useMay } from "../session/me.ts"
import { asBody, BlockForm, valuesOf } from "./block-form.tsx"
import { BlockPreview } from "./block-preview.tsx"

const route = getRouteApi("/framed/content-blocks/$blockId")
const up = { to: "/content-blocks", label: "Content blocks" } as const
type Block = Shapes["ContentBlock"]

/** One content block: its text, what a contact would read, and what uses it. */
export function ContentBlockPage() {
  const { blockId: id } = route.useParams()
  const may = useMay()
  const queries = useQueryClient()
  const block = api.useQuery("get", "/v1/content-blocks/{id}", { params: { path: { id } } })
  if (block.data === undefined) {
    return (
      <Page title="Content block" up={up}>
        {block.error ? <ProblemAlert failure={block.error} retry={block.refetch} /> : <Loading />}
      </Page>
    )
  }
  const { data } = block
  const edited = (now: Block) => ({ values: valuesOf(now), revision: now.revision })
  return (
    <Page
      title={data.name}
      up={up}
      action={
        <Group gap="xs">
          {data.state === "draft" ? <Badge color="gray">Draft</Badge> : null}
          <Allowed to="content_blocks:write">
            <DeleteBlock block={data} />
          </Allowed>
        </Group>
      }
    >
      <Stack>
        {may("content_blocks:write") ? (
          <BlockForm
            // Once it is active, its name is fixed.
            key={`${data.id} ${data.state}`}
            block={data}
            submit="Save"
            draft={`content block ${data.id}`}
            readLatest={async () => {
              const { data: now, error } = await client.GET("/v1/content-blocks/{id}", {
                params: { path: { id } },
              })
              if (now === undefined) throw error
              return edited(now)
            }}
            onSubmit={async (values, base) => {
              const { data: now, error } = await client.PATCH("/v1/content-blocks/{id}", {
                params: { path: { id } },
                body: {
                  ...asBody(values),
                  ...(base.revision === undefined ? {} : { revision: base.revision }),
                },
              })
              if (now === undefined) throw error
              void queries.invalidateQueries({ queryKey: ["get", "/v1/content-blocks"] })
              void queries.invalidateQueries({ queryKey: ["get", "/v1/content-blocks/{id}"] })
              sayDone("Saved.")
              return edited(now)
            }}
          />
        ) : (
          <>
            <Section title="Text">
              <Text size="sm" ff="monospace" style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
                {data.content}
              </Text>
            </Section>
            <BlockPreview content={data.content} />
          </>
        )}
        <Uses id={id} />
      </Stack>
    </Page>
  )
}

function Uses({ id }: { id: string }) {
  const uses = api.useQuery("get", "/v1/content-blocks/{id}/uses", { params: { path: { id } } })
  return (
    <Section title="Used by">
      <ProblemAlert failure={uses.error} retry={uses.refetch} />
      {uses.data?.data.length === 0 ? (
        <Text size="sm" c="dimmed">
          Nothing uses this content block.
        </Text>
      ) : null}
      <Stack gap={4}>
        {uses.data?.data.map((use) => (
          <Use key={use.id} use={use} />
        ))}
      </Stack>
    </Section>
  )
}

function Use({ use: { kind, id, name } }: { use: Shapes["ContentBlockUse"] }) {
  if (kind === "content_block")
    return (
      <Text size="sm">
        <AnchorLink to={pathOf("/content-blocks/$blockId", id)} inherit>
          {name}
        </AnchorLink>
      </Text>
    )
  return (
    <Text size="sm">
      {name ?? "A message that waits"}{" "}
      {kind === "message" ? null : (
        <Text span inherit c="dimmed">
          {kind}
        </Text>
      )}
    </Text>
  )
}

function DeleteBlock({ block: { id, name } }: { block: Block }) {
  const queries = useQueryClient()
  const navigate = useNavigate()
  const [isAsking, asking] = useDisclosure(false)
  const remove = async () => {
    const { error } = await client.DELETE("/v1/content-blocks/{id}", { params: { path: { id } } })
    if (error) throw error
    await navigate({ to: "/content-blocks" })
    sayDone(`${name} was deleted.`)
    void queries.invalidateQueries({ queryKey: ["get", "/v1/content-blocks"] })
  }
  return (
    <>
      <Button variant="default" onClick={asking.open}>
        Delete
      </Button>
      {isAsking ? (
        <ConfirmDialog
          title={`Delete ${name}?`}
          confirm="Delete"
          cancel="Keep"
          onConfirm={remove}
          onClose={asking.close}
        >
          <Text size="sm">A content block that something uses can't be deleted.</Text>
        </ConfirmDialog>
      ) : null}
    </>
  )
}

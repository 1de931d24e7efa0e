import { Badge, Button, Group, Stack, Text } from "@mantine/core"
import { useDisclosure } from "@mantine/hooks"
import { useQueryClient } from "@tanstack/react-query"
import { getRouteApi, useNavigate } from "@tanstack/react-router"
import { useState } from "react"
import { api, client, type Shapes } from "../../api/client.ts"
import { ExportDialog } from "../../exports/export-dialog.tsx"
import { ConfirmDialog } from "../../look/dialogs/confirm-dialog.tsx"
import { AnchorLink, pathOf } from "../../look/links.tsx"
import { Loading } from "../../look/page/loading.tsx"
import { Page } from "../../look/page/page.tsx"
import { Section } from "../../look/page/section.tsx"
import { ProblemAlert } from "../../look/problem-alert.tsx"
import { sayDone } from "../../look/toasts.ts"
import { Allowed } from "../../session/allowed.tsx"
import { useMay } from "../../session/me.ts"
import { Builder } from "../builder/builder.tsx"
import { opened } from "../builder/draft.ts"
import { PreviewPanel } from "../builder/preview-panel.tsx"
import { usePreview } from "../builder/use-preview.ts"
import { AimedCampaigns } from "./aimed-campaigns.tsx"
import { ArchiveSegment } from "./archive-segment.tsx"
import { LiveState } from "./live-state.tsx"
import { Membership } from "./membership.tsx"
import classes from "./segment.module.css"
import { SegmentConsent } from "./segment-consent.tsx"
import { asBody, SegmentForm, valuesOf } from "./segment-form.tsx"

const route = getRouteApi("/framed/segments/$segmentId")
const up = { to: "/segments", label: "Segments" } as const
type Segment = Shapes["Segment"]

/** One segment: its conditions, who is in it, and what uses it. */
export function SegmentPage() {
  const { segmentId: id } = route.useParams()
  const may = useMay()
  const queries = useQueryClient()
  const segment = api.useQuery("get", "/v1/segments/{id}", { params: { path: { id } } })
  if (segment.data === undefined) {
    return (
      <Page title="Segment" up={up}>
        {segment.error ? <ProblemAlert failure={segment.error} retry={segment.refetch} /> : <Loading />}
      </Page>
    )
  }
  const { data } = segment
  const edited = (now: Segment) => ({ values: valuesOf(now), revision: now.revision })
  return (
    <Page
      title={data.name}
      up={up}
      wide
      action={
        <Group gap="xs">
          {data.archived_at === null ? null : <Badge color="gray">Archived</Badge>}
          {data.is_suppression ? <Badge color="red">Suppression list</Badge> : null}
          <Allowed to="contacts:export">
            <ExportSegment segment={data} />
          </Allowed>
          <Allowed to="segments:write">
            <ArchiveSegment segment={data} />
            <DeleteSegment segment={data} />
          </Allowed>
          <SegmentConsent segment={data} />
        </Group>
      }
    >
      <Stack>
        {may("segments:write") ? (
          <SegmentForm
            key={data.id}
            segment={data}
            submit="Save"
            draft={`segment ${data.id}`}
            readLatest={async () => {
              const { data: now, error } = await client.GET("/v1/segments/{id}", { params: { path: { id } } })
              if (now === undefined) throw error
              return edited(now)
            }}
            onSubmit={async (values, base) => {
              const { data: now, error } = await client.PATCH("/v1/segments/{id}", {
                params: { path: { id } },
                body: {
                  ...asBody(values),
                  ...(base.revision === undefined ? {} : { revision: base.revision }),
                },
              })
              if (now === undefined) throw error
              void queries.invalidateQueries({ queryKey: ["get", "/v1/segments"] })
              void queries.invalidateQueries({ queryKey: ["get", "/v1/segments/{id}"] })
              void queries.invalidateQueries({ queryKey: ["get", "/v1/segments/{id}/live"] })
              sayDone("Saved.")
              return edited(now)
            }}
          />
        ) : (
          <ShownSegment segment={data} />
        )}
        <Membership id={id} />
        <LiveState segment={data} />
        <Uses id={id} />
      </Stack>
    </Page>
  )
}

function ExportSegment({ segment: { id, name } }: { segment: Segment }) {
  const [isOpen, { open, close }] = useDisclosure()
  return (
    <>
      <Button variant="default" onClick={open}>
        Export
      </Button>
      {isOpen ? (
        <ExportDialog
          which={{ filter: { on: "segment", op: "in", segment_id: id } }}
          what={`contacts of “${name}”`}
          onClose={close}
        />
      ) : null}
    </>
  )
}

/** For those who may read it only. */
function ShownSegment({ segment }: { segment: Segment }) {
  const filter = opened(segment.filter)
  const groups = api.useQuery("get", "/v1/subscription-groups", { params: { query: { limit: 500 } } })
  const groupId = groups.data?.data.find(({ archived_at }) => archived_at === null)?.id
  const [chosen, setChosen] = useState<string>()
  const counted = usePreview(filter, chosen ?? groupId)
  return (
    <div className={classes.page}>
      <Section title="Conditions">
        <Builder value={filter} counts={counted.counts} />
      </Section>
      <PreviewPanel filter={filter} counted={counted} groupId={chosen ?? groupId} onGroup={setChosen} />
    </div>
  )
}

function Uses({ id }: { id: string }) {
  const uses = api.useQuery("get", "/v1/segments/{id}/uses", { params: { path: { id } } })
  return (
    <Section title="Used by">
      <ProblemAlert failure={uses.error} retry={uses.refetch} />
      {uses.data?.data.length === 0 ? (
        <Text size="sm" c="dimmed">
          Nothing uses this segment.
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

/** With a link to its page. */
function Use({ use: { kind, id, name } }: { use: Shapes["SegmentUse"] }) {
  const page = pageOfUse[kind] && pathOf(pageOfUse[kind], id)
  return (
    <Text size="sm">
      {page === undefined ? (
        name
      ) : (
        <AnchorLink to={page} inherit>
          {name}
        </AnchorLink>
      )}{" "}
      {kind === "segment" ? null : (
        <Text span inherit c="dimmed">
          {kind === "launch" ? "planned launch" : kind}
        </Text>
      )}
    </Text>
  )
}

const pageOfUse: Readonly<Record<string, string | undefined>> = {
  segment: "/segments/$segmentId",
  campaign: "/campaigns/$campaignId",
  launch: "/launches/$launchId",
}

function DeleteSegment({ segment: { id, name } }: { segment: Segment }) {
  const queries = useQueryClient()
  const navigate = useNavigate()
  const [isAsking, asking] = useDisclosure(false)
  const remove = async () => {
    const { error } = await client.DELETE("/v1/segments/{id}", { params: { path: { id } } })
    if (error) throw error
    await navigate({ to: "/segments" })
    sayDone(`${name} was deleted.`)
    void queries.invalidateQueries({ queryKey: ["get", "/v1/segments"] })
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
          <Text size="sm">
            Its contacts stay. A segment that another one or a planned launch uses can't be deleted.
          </Text>
          <AimedCampaigns segmentId={id}>They can't be launched again without it.</AimedCampaigns>
        </ConfirmDialog>
      ) : null}
    </>
  )
}

import { IconUsers } from "@tabler/icons-react"
import { getRouteApi } from "@tanstack/react-router"
import { api, client } from "../../api/client.ts"
import { nameOf } from "../../contacts/name.ts"
import { pathOf } from "../../look/links.tsx"
import { Loading } from "../../look/page/loading.tsx"
import { Page } from "../../look/page/page.tsx"
import { ProblemAlert } from "../../look/problem-alert.tsx"
import type { Column } from "../../look/table/column.ts"
import { DataTable } from "../../look/table/data-table.tsx"
import { EmptyState } from "../../look/table/empty-state.tsx"
import type { ListFilter } from "../../look/table/list-state.ts"
import { Instant } from "../../look/time/instant.tsx"
import { Allowed, NotAllowed } from "../../session/allowed.tsx"
import { useMay } from "../../session/me.ts"
import { type Canvas, type CanvasRun, useCanvas } from "../api.ts"
import { valuesOf } from "../editing/draft.ts"
import { exitWords } from "../exit-words.ts"
import { nameOfStep } from "../steps/index.ts"

const route = getRouteApi("/framed/canvases/$canvasId/runs")
const path = "/v1/canvases/{id}/runs"

/** Who is in a canvas, or was: each with the way to why. */
export function CanvasRunsPage() {
  const { canvasId: id } = route.useParams()
  const canvas = useCanvas(id)
  const up = [
    { to: "/canvases", label: "Canvases" },
    { to: "/canvases/$canvasId", id, label: canvas.data?.name ?? "Canvas" },
  ] as const
  if (canvas.data === undefined) {
    return (
      <Page title="People" up={up}>
        {canvas.error ? <ProblemAlert failure={canvas.error} retry={canvas.refetch} /> : <Loading />}
      </Page>
    )
  }
  const steps = namesOfSteps(canvas.data)
  return (
    <Page
      wide
      title={`People in ${canvas.data.name}`}
      up={up}
      intro="Each time that somebody entered it. Open one to see every step and why."
    >
      <Allowed to="canvases:read" instead={<NotAllowed permission="canvases:read" />}>
        <DataTable
          label="People"
          name="runs-of-canvas"
          path={path}
          of={{ id }}
          columns={columnsWith(steps)}
          filters={filtersWith(steps)}
          read={({ limit, after, step_id, state }) =>
            client.GET(path, {
              params: {
                path: { id },
                query: {
                  limit,
                  ...(after === undefined ? {} : { after }),
                  ...(step_id === undefined ? {} : { step_id }),
                  ...(state === "under_way" || state === "left" ? { state } : {}),
                },
              },
            })
          }
          linkOf={({ id: runId }) => pathOf("/canvas-runs/$runId", runId)}
          empty={
            <EmptyState icon={IconUsers} title="Nobody">
              No one came here yet.
            </EmptyState>
          }
        />
      </Allowed>
    </Page>
  )
}

const namesOfSteps = (canvas: Canvas): ReadonlyMap<string, string> =>
  new Map(valuesOf(canvas).steps.map((step) => [step.id, nameOfStep(step)]))

const filtersWith = (steps: ReadonlyMap<string, string>): readonly ListFilter<"step_id" | "state">[] => [
  {
    name: "step_id",
    label: "Step",
    kind: "choice",
    choices: [...steps].map(([value, label]) => ({ value, label })),
  },
  {
    name: "state",
    label: "State",
    kind: "choice",
    choices: [
      { value: "under_way", label: "Under way" },
      { value: "left", label: "Left" },
    ],
  },
]

const columnsWith = (steps: ReadonlyMap<string, string>): readonly Column<CanvasRun>[] => [
  {
    heading: "Contact",
    kind: "title",
    cell: ({ contact_id }) => <Contact id={contact_id} />,
    text: ({ contact_id }) => contact_id,
  },
  {
    heading: "Step",
    kind: "text",
    cell: ({ step_id }) => (step_id === null ? "Entry" : (steps.get(step_id) ?? "A step that is gone")),
  },
  {
    heading: "State",
    cell: ({ left_at, exit_reason }) => (left_at === null ? "Under way" : exitWords(exit_reason)),
  },
  {
    heading: "Entered",
    kind: "short",
    cell: ({ entered_at }) => <Instant at={entered_at} c="dimmed" />,
    text: ({ entered_at }) => entered_at,
  },
  {
    heading: "At this step since",
    kind: "short",
    cell: ({ arrived_at }) => <Instant at={arrived_at} c="dimmed" />,
    text: ({ arrived_at }) => arrived_at,
  },
  {
    heading: "Goes on",
    kind: "short",
    cell: ({ wake_at, left_at }) =>
      left_at !== null ? null : wake_at === null ? (
        "When something happens"
      ) : (
        <Instant at={wake_at} c="dimmed" />
      ),
    text: ({ wake_at }) => wake_at,
  },
  { heading: "Version", kind: "number", isExtra: true, cell: ({ version }) => version },
]

/** Whose run it is, for members who may read contacts. */
export function Contact({ id }: { id: string }) {
  const mayRead = useMay()("contacts:read")
  const contact = api.useQuery(
    "get",
    "/v1/contacts/{id}",
    { params: { path: { id } } },
    { enabled: mayRead, staleTime: 60_000, retry: false },
  )
  return <bdi>{contact.data === undefined ? id : nameOf(contact.data)}</bdi>
}

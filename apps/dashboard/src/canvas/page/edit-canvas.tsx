import { getRouteApi } from "@tanstack/react-router"
import { Loading } from "../../look/page/loading.tsx"
import { Page } from "../../look/page/page.tsx"
import { ProblemAlert } from "../../look/problem-alert.tsx"
import { Allowed, NotAllowed } from "../../session/allowed.tsx"
import { useCanvas } from "../api.ts"
import { CanvasMenu } from "../canvas-menu.tsx"
import { CanvasState } from "../canvas-state.tsx"
import { Editor } from "../setup/editor.tsx"
import { isTab } from "../setup/tabs.ts"

const route = getRouteApi("/framed/canvases/$canvasId/edit")
const list = { to: "/canvases", label: "Canvases" } as const

/** Where a canvas is set up and drawn. */
export function EditCanvasPage() {
  const { canvasId: id } = route.useParams()
  const { tab } = route.useSearch()
  const canvas = useCanvas(id)
  const { data } = canvas
  if (data === undefined) {
    return (
      <Page title="Edit canvas" up={list}>
        {canvas.error ? <ProblemAlert failure={canvas.error} retry={canvas.refetch} /> : <Loading />}
      </Page>
    )
  }
  return (
    <Page
      wide
      title={`Edit ${data.name}`}
      up={[list, { to: "/canvases/$canvasId", id, label: data.name }]}
      state={<CanvasState canvas={data} />}
      action={
        <Allowed to="canvases:write">
          <CanvasMenu canvas={data} />
        </Allowed>
      }
      intro={
        data.state === "draft"
          ? undefined
          : "People go on as it was published, until you publish the changes."
      }
    >
      <Allowed to="canvases:write" instead={<NotAllowed permission="canvases:write" />}>
        <Editor key={data.id} canvas={data} tab={isTab(tab) ? tab : undefined} />
      </Allowed>
    </Page>
  )
}

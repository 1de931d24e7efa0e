import { useQueryClient } from "@tanstack/react-query"
import { useNavigate } from "@tanstack/react-router"
import { client } from "../../api/client.ts"
import { Page } from "../../look/page/page.tsx"
import { sayDone } from "../../look/toasts.ts"
import { Allowed, NotAllowed } from "../../session/allowed.tsx"
import { asBody, SegmentForm } from "./segment-form.tsx"

/** Makes a segment: its conditions first, counted as they are written. */
export function NewSegmentPage() {
  const navigate = useNavigate()
  const queries = useQueryClient()
  return (
    <Page title="New segment" up={{ to: "/segments", label: "Segments" }} wide>
      <Allowed to="segments:write" instead={<NotAllowed permission="segments:write" />}>
        <SegmentForm
          submit="Create segment"
          draft="new segment"
          onSubmit={async (values) => {
            const { data, error } = await client.POST("/v1/segments", { body: asBody(values) })
            if (data === undefined) throw error
            void queries.invalidateQueries({ queryKey: ["get", "/v1/segments"] })
            sayDone(`${data.name} was created.`)
            await navigate({ to: "/segments/$segmentId", params: { segmentId: data.id } })
          }}
        />
      </Allowed>
    </Page>
  )
}

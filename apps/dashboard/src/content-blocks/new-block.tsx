import { useQueryClient } from "@tanstack/react-query"
import { useNavigate } from "@tanstack/react-router"
import { client } from "../api/client.ts"
import { Page } from "../look/page/page.tsx"
import { sayDone } from "../look/toasts.ts"
import { Allowed, NotAllowed } from "../session/allowed.tsx"
import { asBody, BlockForm } from "./block-form.tsx"

/** Makes a content block. */
export function NewBlockPage() {
  const navigate = useNavigate()
  const queries = useQueryClient()
  return (
    <Page title="New content block" up={{ to: "/content-blocks", label: "Content blocks" }}>
      <Allowed to="content_blocks:write" instead={<NotAllowed permission="content_blocks:write" />}>
        <BlockForm
          submit="Create content block"
          draft="new content block"
          onSubmit={async (values) => {
            const { data, error } = await client.POST("/v1/content-blocks", { body: asBody(values) })
            if (data === undefined) throw error
            void queries.invalidateQueries({ queryKey: ["get", "/v1/content-blocks"] })
            sayDone(`${data.name} was created.`)
            await navigate({ to: "/content-blocks/$blockId", params: { blockId: data.id } })
          }}
        />
      </Allowed>
    </Page>
  )
}

import { useQueryClient } from "@tanstack/react-query"
import { useNavigate } from "@tanstack/react-router"
import { client } from "../api/client.ts"
import { ButtonLink } from "../look/links.tsx"
import { Page } from "../look/page/page.tsx"
import { sayDone } from "../look/toasts.ts"
import { Allowed, NotAllowed } from "../session/allowed.tsx"
import { useAttributes } from "./attributes/use-attributes.ts"
import { emptyDraft, patchOf } from "./contact-draft.ts"
import { ContactForm } from "./contact-form.tsx"

/** Adds one person. */
export function NewContactPage() {
  const navigate = useNavigate()
  const queries = useQueryClient()
  const { types } = useAttributes()
  return (
    <Page
      title="Add a contact"
      intro="If someone with this phone or external ID exists, they are updated instead."
      up={{ to: "/contacts", label: "Contacts" }}
    >
      <Allowed to="contacts:write" instead={<NotAllowed permission="contacts:write" />}>
        <ContactForm
          initial={emptyDraft}
          isNew
          draft="new contact"
          submit="Add"
          cancel={
            <ButtonLink to="/contacts" variant="default">
              Cancel
            </ButtonLink>
          }
          onSubmit={async (draft) => {
            const { data, error, response } = await client.POST("/v1/contacts", {
              body: patchOf(emptyDraft, draft, types),
            })
            if (error) throw error
            if (response.status === 200) sayDone("This contact already existed and was updated.")
            await queries.invalidateQueries({ queryKey: ["get", "/v1/contacts"] })
            await navigate({ to: "/contacts/$contactId", params: { contactId: data.id } })
          }}
        />
      </Allowed>
    </Page>
  )
}

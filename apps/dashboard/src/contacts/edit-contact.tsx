import { useQueryClient } from "@tanstack/react-query"
import { getRouteApi, useNavigate } from "@tanstack/react-router"
import { useState } from "react"
import { api, client, type Shapes } from "../api/client.ts"
import { revisionIn } from "../look/form/edits.ts"
import { ButtonLink } from "../look/links.tsx"
import { Loading } from "../look/page/loading.tsx"
import { Page } from "../look/page/page.tsx"
import { ProblemAlert } from "../look/problem-alert.tsx"
import { Allowed, NotAllowed } from "../session/allowed.tsx"
import { useAttributes } from "./attributes/use-attributes.ts"
import { draftOf, patchOf } from "./contact-draft.ts"
import { ContactForm } from "./contact-form.tsx"
import { nameOf } from "./name.ts"

const route = getRouteApi("/framed/contacts/$contactId/edit")

/** Changes what is known of one person. */
export function EditContactPage() {
  const { contactId: id } = route.useParams()
  const contact = api.useQuery(
    "get",
    "/v1/contacts/{id}",
    { params: { path: { id } } },
    { refetchOnMount: "always" },
  )
  const isFresh = contact.data !== undefined && contact.isFetchedAfterMount
  return (
    <Page
      title={contact.data ? `Edit ${nameOf(contact.data)}` : "Edit contact"}
      up={[
        { to: "/contacts", label: "Contacts" },
        {
          to: "/contacts/$contactId",
          id,
          label: contact.data ? nameOf(contact.data) : "Contact",
        },
      ]}
    >
      <Allowed to="contacts:write" instead={<NotAllowed permission="contacts:write" />}>
        <ProblemAlert failure={contact.error} retry={contact.refetch} />
        {isFresh ? <EditForm contact={contact.data} /> : contact.isFetching ? <Loading /> : null}
      </Allowed>
    </Page>
  )
}

const editedOf = (contact: Shapes["Contact"]) => ({
  values: draftOf(contact),
  revision: contact.revision,
})

function EditForm({ contact }: { contact: Shapes["Contact"] }) {
  // As it was when the form opened, whatever is heard of the contact meanwhile.
  const [{ id, bsuid, opened }] = useState({ ...contact, opened: editedOf(contact) })
  const navigate = useNavigate()
  const queries = useQueryClient()
  const { types } = useAttributes()
  const params = { path: { id } }
  return (
    <ContactForm
      initial={opened.values}
      revision={opened.revision}
      hasBsuid={bsuid !== null}
      draft={`contact ${id}`}
      submit="Save"
      cancel={
        <ButtonLink to="/contacts/$contactId" params={{ contactId: id }} variant="default">
          Cancel
        </ButtonLink>
      }
      readLatest={async () => {
        const { data, error } = await client.GET("/v1/contacts/{id}", { params })
        if (error) throw error
        return editedOf(data)
      }}
      onSubmit={async (draft, base) => {
        const { error } = await client.PATCH("/v1/contacts/{id}", {
          params,
          body: { ...patchOf(base.values, draft, types), ...revisionIn(base) },
        })
        if (error) throw error
        await queries.invalidateQueries({
          predicate: ({ queryKey: [, path] }) => String(path).startsWith("/v1/contacts"),
        })
        await navigate({ to: "/contacts/$contactId", params: { contactId: id } })
      }}
    />
  )
}

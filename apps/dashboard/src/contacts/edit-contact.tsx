import { useQueryClient } from "@tanstack/react-query"
import { getRouteApi, useNavigate } from "@tanstack/react-router"
import { useState } from "react"
import { api, client, type Shapes } from "../api/client.ts"
import { Loading } from "../look/dialogs/sheet.tsx"
import { ButtonLink } from "../look/links.tsx"
import { Page } from "../look/page.tsx"
import { ProblemAlert } from "../look/problem-alert.tsx"
import { Allowed, NotAllowed } from "../session/allowed.tsx"
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
  const [reading, setReading] = useState(0)
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
        {isFresh ? (
          <EditForm
            key={reading}
            contact={contact.data}
            onReload={() => void contact.refetch().then(() => setReading(reading + 1))}
          />
        ) : contact.isFetching ? (
          <Loading />
        ) : null}
      </Allowed>
    </Page>
  )
}

function EditForm({ contact, onReload }: { contact: Shapes["Contact"]; onReload: () => void }) {
  // As it was when the form opened, whatever is heard of the contact meanwhile.
  const [{ id, revision, before }] = useState({ ...contact, before: draftOf(contact) })
  const navigate = useNavigate()
  const queries = useQueryClient()
  const goBack = () => navigate({ to: "/contacts/$contactId", params: { contactId: id } })
  return (
    <ContactForm
      initial={before}
      hasBsuid={contact.bsuid !== null}
      onReload={onReload}
      submitLabel="Save"
      aside={
        <ButtonLink to="/contacts/$contactId" params={{ contactId: id }} variant="default">
          Cancel
        </ButtonLink>
      }
      onSubmit={async (draft) => {
        const { error } = await client.PATCH("/v1/contacts/{id}", {
          params: { path: { id } },
          body: { ...patchOf(before, draft), revision },
        })
        if (error) throw error
        await queries.invalidateQueries({
          predicate: ({ queryKey: [, path] }) => String(path).startsWith("/v1/contacts"),
        })
        await goBack()
      }}
    />
  )
}

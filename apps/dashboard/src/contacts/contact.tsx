import { Button, Group, Paper, Tabs } from "@mantine/core"
import { useDisclosure } from "@mantine/hooks"
import { getRouteApi } from "@tanstack/react-router"
import { Suspense, useState } from "react"
import { api } from "../api/client.ts"
import { ButtonLink } from "../look/links.tsx"
import { lazyPart } from "../look/page/lazy-part.tsx"
import { Loading } from "../look/page/loading.tsx"
import { Page } from "../look/page/page.tsx"
import { ProblemAlert } from "../look/problem-alert.tsx"
import { Allowed } from "../session/allowed.tsx"
import { useMay } from "../session/me.ts"
import { Consent } from "./consent/consent.tsx"
import { Refusals } from "./consent/refusals.tsx"
import classes from "./contact.module.css"
import { DeleteContact } from "./delete-contact.tsx"
import { KnownBy } from "./known-by.tsx"
import { MergeContact } from "./merge-contact.tsx"
import { nameOf } from "./name.ts"
import { TagsOfContact } from "./tags-of-contact.tsx"
import { ThreadPanel } from "./thread/thread-panel.tsx"
import { Details, Identity } from "./who.tsx"

const route = getRouteApi("/framed/contacts/$contactId")
const Timeline = lazyPart(() => import("./timeline/timeline.tsx"))
const conversation = "conversation"
const everything = "everything"
const up = { to: "/contacts", label: "Contacts" } as const

/** One person: who they are, what they agreed to with the evidence, and what was said, with the box to answer. */
export function ContactPage() {
  const { contactId: id } = route.useParams()
  const may = useMay()
  const [shown, setShown] = useState(may("conversations:read") ? conversation : everything)
  const [isMerging, merging] = useDisclosure(false)
  const contact = api.useQuery("get", "/v1/contacts/{id}", { params: { path: { id } } })
  const reach = api.useQuery("get", "/v1/contacts/{id}/reachability", { params: { path: { id } } })
  if (contact.data === undefined) {
    return (
      <Page title="Contact" up={up}>
        {contact.error ? <ProblemAlert failure={contact.error} retry={contact.refetch} /> : <Loading />}
      </Page>
    )
  }
  const { data } = contact
  const name = nameOf({ ...data, phone: data.phone_formatted })
  return (
    <Page
      title={name}
      up={up}
      wide
      action={
        <Allowed to="contacts:write">
          <Group gap="xs">
            <DeleteContact id={id} name={name} />
            <Button variant="default" onClick={merging.open}>
              Merge
            </Button>
            <ButtonLink to="/contacts/$contactId/edit" params={{ contactId: id }}>
              Edit
            </ButtonLink>
            {isMerging ? <MergeContact id={id} name={name} onClose={merging.close} /> : null}
          </Group>
        </Allowed>
      }
    >
      <div className={classes.page}>
        <div className={classes.who}>
          <Identity contact={data} />
        </div>
        <div className={classes.talk}>
          <Tabs value={shown} onChange={(tab) => setShown(tab ?? conversation)} keepMounted={false}>
            <Tabs.List aria-label="Of this person" mb="sm">
              <Allowed to="conversations:read">
                <Tabs.Tab value={conversation}>Conversation</Tabs.Tab>
              </Allowed>
              <Tabs.Tab value={everything}>Timeline</Tabs.Tab>
            </Tabs.List>
            <Allowed to="conversations:read">
              <Tabs.Panel value={conversation}>
                {reach.data === undefined ? (
                  reach.error ? (
                    <ProblemAlert failure={reach.error} retry={reach.refetch} />
                  ) : (
                    <Loading />
                  )
                ) : (
                  <ThreadPanel contactId={id} contactName={name} reach={reach.data.data} />
                )}
              </Tabs.Panel>
            </Allowed>
            <Tabs.Panel value={everything}>
              <Paper withBorder component="section" aria-label="Timeline">
                <Suspense fallback={<Loading />}>
                  <Timeline contactId={id} />
                </Suspense>
              </Paper>
            </Tabs.Panel>
          </Tabs>
        </div>
        <div className={classes.more}>
          <Consent contact={data} reach={reach.data?.data} />
          <Refusals contactId={id} />
          <TagsOfContact contactId={id} tags={data.tags} />
          <Details contact={data} />
          <KnownBy contact={data} />
        </div>
      </div>
    </Page>
  )
}

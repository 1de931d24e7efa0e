import { Alert, Button, Group, Menu, Stack, Text } from "@mantine/core"
import { useDisclosure } from "@mantine/hooks"
import { IconAlertTriangle } from "@tabler/icons-react"
import { useQueryClient } from "@tanstack/react-query"
import { getRouteApi, useNavigate } from "@tanstack/react-router"
import { useState } from "react"
import { api, client } from "../api/client.ts"
import { useAction } from "../look/action.ts"
import { ConfirmDialog } from "../look/dialogs/confirm-dialog.tsx"
import { Dialog } from "../look/dialogs/dialog.tsx"
import { MoreMenu } from "../look/more-menu.tsx"
import { Loading } from "../look/page/loading.tsx"
import { Page } from "../look/page/page.tsx"
import { ProblemAlert } from "../look/problem-alert.tsx"
import { Instant } from "../look/time/instant.tsx"
import { sayDone, sayFailed } from "../look/toasts.ts"
import { Allowed, NotAllowed } from "../session/allowed.tsx"
import { Deliveries } from "./deliveries.tsx"
import { EditWebhook } from "./edit-webhook.tsx"
import { type Endpoint, EndpointState, withoutScheme } from "./endpoint-state.tsx"
import { Secret } from "./secret.tsx"
import { useStale } from "./stale.ts"

const route = getRouteApi("/framed/settings/webhooks/$endpointId")
const up = { to: "/settings/webhooks", label: "Webhooks" } as const

/** One endpoint, and what it was told. */
export function WebhookPage() {
  return (
    <Allowed
      to="webhooks:manage"
      instead={
        <Page title="Webhook" up={up}>
          <NotAllowed permission="webhooks:manage" />
        </Page>
      }
    >
      <EndpointPage />
    </Allowed>
  )
}

function EndpointPage() {
  const { endpointId: id } = route.useParams()
  const endpoint = api.useQuery("get", "/v1/webhook-endpoints/{id}", { params: { path: { id } } })
  if (endpoint.data === undefined) {
    return (
      <Page title="Webhook" up={up}>
        {endpoint.error ? <ProblemAlert failure={endpoint.error} retry={endpoint.refetch} /> : <Loading />}
      </Page>
    )
  }
  const { url, description, kinds, created_at } = endpoint.data
  const events =
    kinds === null
      ? "All events"
      : kinds.length === 1
        ? "1 kind of events"
        : `${kinds.length} kinds of events`
  return (
    <Page
      wide
      title={withoutScheme(url)}
      up={up}
      state={<EndpointState endpoint={endpoint.data} />}
      intro={
        <>
          {description === null ? null : `${description}. `}
          {events}. Added <Instant at={created_at} />
        </>
      }
      action={<Actions endpoint={endpoint.data} />}
    >
      <Stack gap="lg">
        <Trouble endpoint={endpoint.data} />
        <Deliveries endpoint={endpoint.data} />
      </Stack>
    </Page>
  )
}

/** What is to be known about it before anything else. */
function Trouble({ endpoint }: { endpoint: Endpoint }) {
  const { disabled_because, failing_since, previous_secret_until } = endpoint
  return (
    <>
      {disabled_because === null ? null : (
        <Alert color="red" icon={<IconAlertTriangle aria-hidden />} title="This webhook was turned off">
          {disabled_because === "gone"
            ? "It answered 410, which says that it is gone for good."
            : "Nothing that was sent there in the last days arrived."}{" "}
          Fix it, turn it on, and send again what failed.
        </Alert>
      )}
      {failing_since === null ? null : (
        <Alert color="orange" icon={<IconAlertTriangle aria-hidden />} title="This webhook fails">
          Nothing has arrived there since <Instant at={failing_since} inherit />. Deliveries are tried again
          for three days; after five days without success the webhook is turned off.
        </Alert>
      )}
      {previous_secret_until === null ? null : (
        <Alert color="blue">
          The earlier secret still signs until <Instant at={previous_secret_until} inherit />.
        </Alert>
      )}
    </>
  )
}

function Actions({ endpoint }: { endpoint: Endpoint }) {
  const stale = useStale()
  const [isEditing, editing] = useDisclosure(false)
  const test = useAction(async () => {
    const { data, error } = await client.POST("/v1/webhook-endpoints/{id}/test", {
      params: { path: { id: endpoint.id } },
    })
    if (error) throw error
    await stale()
    if (data.state === "delivered") sayDone("The test arrived.")
    else sayFailed({ message: `The test failed. ${data.last_failure ?? ""}` })
  }, sayFailed)
  return (
    <Group gap="xs">
      <Button variant="default" loading={test.isBusy} onClick={test.run}>
        Send a test
      </Button>
      <Button variant="default" onClick={editing.open}>
        Edit
      </Button>
      <More endpoint={endpoint} />
      {isEditing ? <EditWebhook endpoint={endpoint} onClose={editing.close} /> : null}
    </Group>
  )
}

function More({ endpoint }: { endpoint: Endpoint }) {
  const { id, is_enabled } = endpoint
  const stale = useStale()
  const [asking, setAsking] = useState<"secret" | "off" | "delete">()
  const close = () => setAsking(undefined)
  const turn = async (isEnabled: boolean) => {
    const { error } = await client.PATCH("/v1/webhook-endpoints/{id}", {
      params: { path: { id } },
      body: { is_enabled: isEnabled },
    })
    if (error) throw error
    await stale()
    sayDone(isEnabled ? "The webhook is on." : "The webhook is off.")
  }
  const turnOn = useAction(() => turn(true), sayFailed)
  return (
    <>
      <MoreMenu what="the webhook">
        {is_enabled ? (
          <Menu.Item onClick={() => setAsking("off")}>Turn off</Menu.Item>
        ) : (
          <Menu.Item onClick={() => void turnOn.run()}>Turn on</Menu.Item>
        )}
        <Menu.Item onClick={() => setAsking("secret")}>New secret</Menu.Item>
        <Menu.Item color="red" onClick={() => setAsking("delete")}>
          Delete
        </Menu.Item>
      </MoreMenu>
      {asking === "off" ? (
        <ConfirmDialog
          title="Turn this webhook off?"
          confirm="Turn off"
          onConfirm={() => turn(false)}
          onClose={close}
        >
          <Text size="sm">It won't hear of anything that happens while it is off.</Text>
        </ConfirmDialog>
      ) : null}
      {asking === "secret" ? <NewSecret id={id} onClose={close} /> : null}
      {asking === "delete" ? <DeleteWebhook id={id} onClose={close} /> : null}
    </>
  )
}

function NewSecret({ id, onClose }: { id: string; onClose: () => void }) {
  const stale = useStale()
  const [secret, setSecret] = useState<string>()
  const rotate = useAction(async () => {
    const { data, error } = await client.POST("/v1/webhook-endpoints/{id}/rotate-secret", {
      params: { path: { id } },
    })
    if (error) throw error
    setSecret(data.secret)
    await stale()
  })
  return (
    <Dialog
      title={secret === undefined ? "Make a new secret?" : "Your new secret"}
      isBusy={rotate.isBusy}
      isToBeAnswered={secret !== undefined}
      onClose={onClose}
    >
      {secret === undefined ? (
        <Stack>
          <Text size="sm">
            For 24 hours requests are signed with both secrets, so that you can exchange it without missing
            any.
          </Text>
          {rotate.failure ? <ProblemAlert failure={rotate.failure} /> : null}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose} disabled={rotate.isBusy}>
              Cancel
            </Button>
            <Button loading={rotate.isBusy} onClick={rotate.run}>
              Make a new secret
            </Button>
          </Group>
        </Stack>
      ) : (
        <Secret secret={secret} onClose={onClose} />
      )}
    </Dialog>
  )
}

function DeleteWebhook({ id, onClose }: { id: string; onClose: () => void }) {
  const queries = useQueryClient()
  const navigate = useNavigate()
  const remove = async () => {
    const { error } = await client.DELETE("/v1/webhook-endpoints/{id}", { params: { path: { id } } })
    if (error) throw error
    await navigate({ to: "/settings/webhooks" })
    await queries.invalidateQueries({ queryKey: ["get", "/v1/webhook-endpoints"] })
    sayDone("The webhook was deleted.")
  }
  return (
    <ConfirmDialog title="Delete this webhook?" confirm="Delete" onConfirm={remove} onClose={onClose}>
      <Text size="sm">
        What waits for it isn't sent, and its deliveries are deleted. This can't be undone.
      </Text>
    </ConfirmDialog>
  )
}

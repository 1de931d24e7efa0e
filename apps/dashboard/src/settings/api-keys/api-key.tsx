import { Button, Group, Stack, Text } from "@mantine/core"
import { useDisclosure } from "@mantine/hooks"
import { getRouteApi } from "@tanstack/react-router"
import { api, type Shapes } from "../../api/client.ts"
import { Loading } from "../../look/page/loading.tsx"
import { Page } from "../../look/page/page.tsx"
import { ProblemAlert } from "../../look/problem-alert.tsx"
import { Instant } from "../../look/time/instant.tsx"
import { Allowed, NotAllowed } from "../../session/allowed.tsx"
import { permissionInWords } from "../../session/role-words.ts"
import { ownerInWords } from "./api-keys.tsx"
import { EditApiKey } from "./edit-api-key.tsx"
import { KeyEnd } from "./expiry.tsx"
import { Requests } from "./requests.tsx"
import { RevokeButton } from "./revoke-button.tsx"

const route = getRouteApi("/framed/settings/api-keys/$keyId")
const up = { to: "/settings/api-keys", label: "API keys" } as const

/** One key, and what was asked with it. */
export function ApiKeyPage() {
  return (
    <Allowed
      to="api_keys:manage"
      instead={
        <Page title="API key" up={up}>
          <NotAllowed permission="api_keys:manage" />
        </Page>
      }
    >
      <KeyPage />
    </Allowed>
  )
}

function KeyPage() {
  const { keyId: id } = route.useParams()
  const key = api.useQuery("get", "/v1/api-keys/{id}", { params: { path: { id } } })
  if (key.data === undefined) {
    return (
      <Page title="API key" up={up}>
        {key.error ? <ProblemAlert failure={key.error} retry={key.refetch} /> : <Loading />}
      </Page>
    )
  }
  const { name, hint, permissions, created_at } = key.data
  return (
    <Page
      wide
      title={name}
      up={up}
      intro={
        <>
          Starts with {hint}… · Owner: {ownerInWords(key.data)} · Created <Instant at={created_at} /> ·
          Expires: <KeyEnd apiKey={key.data} />
        </>
      }
      action={key.data.revoked_at === null ? <Actions apiKey={key.data} /> : undefined}
    >
      <Stack gap="lg">
        <Text size="sm">
          <Text span inherit fw={550}>
            Permissions:
          </Text>{" "}
          {permissions.length === 0 ? "None any more" : permissions.map(permissionInWords).join(", ")}
        </Text>
        <Requests id={id} />
      </Stack>
    </Page>
  )
}

function Actions({ apiKey }: { apiKey: Shapes["ApiKey"] }) {
  const [isEditing, editing] = useDisclosure(false)
  return (
    <Group gap="xs">
      <Button variant="default" onClick={editing.open}>
        Edit
      </Button>
      <RevokeButton apiKey={apiKey} size="sm" variant="light" />
      {isEditing ? <EditApiKey apiKey={apiKey} onClose={editing.close} /> : null}
    </Group>
  )
}

import { Alert, Table } from "@mantine/core"
import { z } from "zod"
import type { DialogView } from "../../../src/control/views/shapes.ts"
import { control } from "../api.ts"
import { useChange } from "../live.ts"
import { finishLogin } from "./outcome.ts"
import { Screen } from "./screen.tsx"
import type { ScreenProps } from "./screen-props.ts"
import { isOfBusinesses, type Signup } from "./signup.ts"

const grantedSchema = z.object({
  code: z.string(),
  granted_scopes: z.array(z.string()),
  denied_scopes: z.array(z.string()),
})

/** The last look of a plain login; confirming gives the app its code, which lives 30 seconds. */
export function ConfirmScreen({ request, view, signup, go, refused }: ScreenProps) {
  const { person, deniedScopes, assets } = signup
  const grant = useChange(
    () =>
      control(grantedSchema, "POST", "dialog/grants", {
        client_id: request.clientId,
        person,
        scope: request.scope,
        denied_scopes: deniedScopes,
        ...(request.redirectUri === "" ? {} : { redirect_uri: request.redirectUri }),
        ...(assets === undefined ? {} : { business_ids: assets.businessIds, waba_ids: assets.wabaIds }),
      }),
    { tellsErrors: false },
  )
  const confirm = async () => {
    const { code, granted_scopes, denied_scopes } = await grant.mutateAsync()
    finishLogin(request, { code, grantedScopes: granted_scopes, deniedScopes: denied_scopes })
  }
  const grantable = view.access !== null && "scopes" in view.access ? view.access.scopes : []
  const given = view.scopes.filter(({ scope }) => grantable.includes(scope) && !deniedScopes.includes(scope))
  const isForBusinesses = given.some(({ scope }) => isOfBusinesses(scope))
  const rows: [label: string, value: string][] = [
    ["You", person],
    ["Permissions", given.map(({ description }) => description).join(" · ")],
    ...(isForBusinesses ? [["Businesses", sharedOf(view, signup)] satisfies [string, string]] : []),
  ]
  return (
    <Screen
      title={`Share this with ${view.app.name}?`}
      next="Confirm"
      isBusy={grant.isPending}
      onNext={() => void confirm().catch(refused)}
      onBack={() => go(isForBusinesses ? "assets" : "permissions")}
    >
      <Table variant="vertical" layout="fixed" withTableBorder>
        <Table.Tbody>
          {rows.map(([label, value]) => (
            <Table.Tr key={label}>
              <Table.Th w={120}>{label}</Table.Th>
              <Table.Td>{value}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {grant.error === null ? null : (
        <Alert color="red" title="That did not work" role="alert">
          {grant.error.message}
        </Alert>
      )}
    </Screen>
  )
}

function sharedOf(view: DialogView, { assets }: Signup): string {
  if (assets === undefined) return "All you have now and later"
  return view.businesses
    .filter(({ business_id }) => assets.businessIds.includes(business_id))
    .map(({ name, accounts }) => {
      const chosen = accounts.filter(({ waba_id }) => assets.wabaIds.includes(waba_id))
      return chosen.length === 0 ? name : `${name}: ${chosen.map((account) => account.name).join(", ")}`
    })
    .join(" · ")
}

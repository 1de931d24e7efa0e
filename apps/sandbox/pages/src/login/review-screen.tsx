import { Alert, Table } from "@mantine/core"
import { z } from "zod"
import { control } from "../api.ts"
import { useChange } from "../live.ts"
import { finishSignup } from "./outcome.ts"
import { Screen } from "./screen.tsx"
import type { ScreenProps } from "./screen-props.ts"

const grantedSchema = z.object({ code: z.string(), business_id: z.string(), waba_id: z.string() })

/** The last look at what the app gets; finishing it gives the app its code, which lives 30 seconds. */
export function ReviewScreen({ request, view, signup, go, refused, finished }: ScreenProps) {
  const { person, business, account, number } = signup
  const grant = useChange(
    () =>
      control(grantedSchema, "POST", "dialog/grants", {
        client_id: request.clientId,
        config_id: request.configId,
        person,
        waba_id: account?.id ?? "",
        ...(request.redirectUri === "" ? {} : { redirect_uri: request.redirectUri }),
      }),
    { tellsErrors: false },
  )
  const confirm = async () => {
    const { code, business_id, waba_id } = await grant.mutateAsync()
    finishSignup(request, { code, businessId: business_id, wabaId: waba_id, phoneNumberId: number?.id })
    finished()
  }
  const rows = [
    ["You", person],
    ["Business portfolio", business?.name],
    ["WhatsApp account", account?.name],
    ["Phone number", number?.display],
  ] as const
  return (
    <Screen
      title={`Share this with ${view.app.name}?`}
      next="Finish"
      isBusy={grant.isPending}
      onNext={() => void confirm().catch(refused)}
      onBack={() => go("account")}
    >
      <Table variant="vertical" layout="fixed" withTableBorder>
        <Table.Tbody>
          {rows
            .filter(([, value]) => value !== undefined)
            .map(([label, value]) => (
              <Table.Tr key={label}>
                <Table.Th w={160}>{label}</Table.Th>
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

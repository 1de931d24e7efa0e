import { Checkbox, Radio, Stack, Text } from "@mantine/core"
import { useState } from "react"
import { Screen } from "./screen.tsx"
import type { ScreenProps } from "./screen-props.ts"

/** Plain login: which businesses and accounts the app may access. */
export function AssetsScreen({ view, signup, change, go }: ScreenProps) {
  const [isAll, setIsAll] = useState(signup.assets === undefined)
  const [businessIds, setBusinessIds] = useState<readonly string[]>(signup.assets?.businessIds ?? [])
  const [wabaIds, setWabaIds] = useState<readonly string[]>(signup.assets?.wabaIds ?? [])
  const toggleBusiness = (id: string, isChosen: boolean) => {
    const accounts = view.businesses.find(({ business_id }) => business_id === id)?.accounts ?? []
    const others = wabaIds.filter((waba) => !accounts.some(({ waba_id }) => waba_id === waba))
    setBusinessIds(isChosen ? [...businessIds, id] : businessIds.filter((chosen) => chosen !== id))
    setWabaIds(isChosen ? [...others, ...accounts.map(({ waba_id }) => waba_id)] : others)
  }
  const next = () => {
    change({ assets: isAll ? undefined : { businessIds, wabaIds } })
    go("confirm")
  }
  return (
    <Screen
      title={`Which businesses may ${view.app.name} see?`}
      lead={
        view.businesses.length === 0
          ? "You have no business yet; those you make later are yours to share."
          : ""
      }
      next="Continue"
      isReady={isAll || businessIds.length > 0}
      onNext={next}
      onBack={() => go("permissions")}
    >
      <Radio.Group
        label="Businesses and WhatsApp accounts"
        value={isAll ? "all" : "some"}
        onChange={(value) => setIsAll(value === "all")}
      >
        <Stack gap="xs" mt="xs">
          <Radio value="all" label="All I have now and later" />
          <Radio value="some" label="Only those I choose" disabled={view.businesses.length === 0} />
        </Stack>
      </Radio.Group>
      {isAll ? null : (
        <Stack gap="md">
          {view.businesses.map(({ business_id, name, accounts }) => {
            const isChosen = businessIds.includes(business_id)
            return (
              <Stack key={business_id} gap="xs">
                <Checkbox
                  label={name}
                  checked={isChosen}
                  onChange={(event) => toggleBusiness(business_id, event.currentTarget.checked)}
                />
                {accounts.map((account) => (
                  <Checkbox
                    key={account.waba_id}
                    ms="xl"
                    label={account.name}
                    description={
                      account.numbers.map((number) => number.display_phone_number).join(", ") ||
                      "No number yet"
                    }
                    disabled={!isChosen}
                    checked={wabaIds.includes(account.waba_id)}
                    onChange={(event) =>
                      setWabaIds(
                        event.currentTarget.checked
                          ? [...wabaIds, account.waba_id]
                          : wabaIds.filter((id) => id !== account.waba_id),
                      )
                    }
                  />
                ))}
                {accounts.length > 0 ? null : (
                  <Text size="sm" c="dimmed" ms="xl">
                    No WhatsApp account yet
                  </Text>
                )}
              </Stack>
            )
          })}
        </Stack>
      )}
    </Screen>
  )
}

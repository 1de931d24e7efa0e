import { TextInput } from "@mantine/core"
import { useState } from "react"
import { z } from "zod"
import { control } from "../api.ts"
import { useChange } from "../live.ts"
import { Choice, newChoice } from "./choice.tsx"
import { Screen } from "./screen.tsx"
import type { ScreenProps } from "./screen-props.ts"

const madeSchema = z.object({ business_id: z.string(), name: z.string() })

export function PortfolioScreen({ request, view, signup, change, go, refused }: ScreenProps) {
  const [choice, setChoice] = useState(signup.business?.id ?? view.businesses[0]?.business_id ?? newChoice)
  const [name, setName] = useState(request.prefill.businessName)
  const create = useChange(
    () => control(madeSchema, "POST", "dialog/businesses", { person: signup.person, name }),
    { tellsErrors: false },
  )
  const next = async () => {
    const known = view.businesses.find((business) => business.business_id === choice)
    const business = known ?? (await create.mutateAsync())
    change({
      business: { id: business.business_id, name: business.name },
      account: undefined,
      number: undefined,
      profile: {
        ...signup.profile,
        accountName: signup.profile.accountName || business.name,
        displayName: signup.profile.displayName || business.name,
      },
    })
    go("account")
  }
  return (
    <Screen
      title="Choose your business portfolio"
      lead="A portfolio holds the accounts and people of one business."
      next="Next"
      isBusy={create.isPending}
      isReady={choice !== newChoice || name.trim() !== ""}
      onNext={() => void next().catch(refused)}
      onBack={() => go("permissions")}
    >
      <Choice
        label="Business portfolio"
        options={view.businesses.map(({ business_id, name, accounts }) => ({
          id: business_id,
          name,
          detail: accounts.length === 1 ? "1 WhatsApp account" : `${accounts.length} WhatsApp accounts`,
        }))}
        newLabel="Create a business portfolio"
        value={choice}
        onChange={setChoice}
      >
        <TextInput
          label="Business name"
          required
          maxLength={100}
          value={name}
          error={create.error?.message}
          onChange={(event) => setName(event.currentTarget.value)}
        />
      </Choice>
    </Screen>
  )
}

import { Alert } from "@mantine/core"
import { useState } from "react"
import { Choice, newChoice } from "./choice.tsx"
import { Screen } from "./screen.tsx"
import type { ScreenProps } from "./screen-props.ts"

/** Account and number: those there are, or new ones that the next screens make. */
export function AccountScreen({ request, view, signup, change, go }: ScreenProps) {
  const accounts =
    view.businesses.find((business) => business.business_id === signup.business?.id)?.accounts ?? []
  const [accountId, setAccountId] = useState(signup.account?.id ?? accounts[0]?.waba_id ?? newChoice)
  const account = accounts.find((candidate) => candidate.waba_id === accountId)
  const numbers = (account?.numbers ?? []).filter((number) => number.code_verification_status === "VERIFIED")
  const [numberId, setNumberId] = useState(signup.number?.id ?? numbers[0]?.phone_number_id ?? newChoice)
  const number = numbers.find((candidate) => candidate.phone_number_id === numberId)
  const isDisabled = account !== undefined && account.status !== "ACTIVE"
  const asksForNumber = request.featureType !== "only_waba_sharing"

  const next = () => {
    change({
      account: account === undefined ? undefined : { id: account.waba_id, name: account.name },
      number:
        number === undefined || !asksForNumber
          ? undefined
          : { id: number.phone_number_id, display: number.display_phone_number },
    })
    const isComplete = account !== undefined && (number !== undefined || !asksForNumber)
    go(isComplete ? "review" : "profile")
  }
  return (
    <Screen
      title="Choose your WhatsApp account"
      lead={`An account of ${signup.business?.name ?? "your business"}.`}
      next="Next"
      isReady={!isDisabled}
      onNext={next}
      onBack={() => go("portfolio")}
    >
      <Choice
        label="WhatsApp Business account"
        options={accounts.map(({ waba_id, name, status, numbers }) => ({
          id: waba_id,
          name,
          detail:
            status === "ACTIVE"
              ? numbers.map((known) => known.display_phone_number).join(", ") || "No number yet"
              : "Disabled",
        }))}
        newLabel="Create a WhatsApp Business account"
        value={accountId}
        onChange={(id) => {
          setAccountId(id)
          const chosen = accounts.find((candidate) => candidate.waba_id === id)
          setNumberId(
            chosen?.numbers.find((known) => known.code_verification_status === "VERIFIED")?.phone_number_id ??
              newChoice,
          )
        }}
      >
        {null}
      </Choice>
      {isDisabled ? (
        <Alert color="red" title="This account is disabled" role="alert">
          Meta has disabled {account.name} because it broke the rules of WhatsApp Business. Choose another
          account or create one; Business Manager is where to appeal.
        </Alert>
      ) : null}
      {account === undefined || isDisabled || !asksForNumber ? null : (
        <Choice
          label="Phone number"
          options={numbers.map((known) => ({
            id: known.phone_number_id,
            name: known.display_phone_number,
            detail: known.verified_name,
          }))}
          newLabel="Add a phone number"
          value={numberId}
          onChange={setNumberId}
        >
          {null}
        </Choice>
      )}
    </Screen>
  )
}

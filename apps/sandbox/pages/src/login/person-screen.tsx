import { Alert, TextInput } from "@mantine/core"
import { useState } from "react"
import { Choice, newChoice } from "./choice.tsx"
import { useDialogView } from "./dialog-view.ts"
import { Screen } from "./screen.tsx"
import type { ScreenProps } from "./screen-props.ts"

/** The people there are; those who may not log in to the app are told why. */
export function PersonScreen({ request, view, signup, change, go }: ScreenProps) {
  const known = view.people.some(({ name }) => name === signup.person)
  const [choice, setChoice] = useState(
    known ? signup.person : signup.person === "" ? (view.people[0]?.name ?? newChoice) : newChoice,
  )
  const [name, setName] = useState(known ? "" : signup.person)
  const person = choice === newChoice ? name.trim() : choice
  const access = useDialogView(request, person).data?.access ?? null
  const refusal = access !== null && "refusal" in access ? access : undefined
  return (
    <Screen
      title="Who are you?"
      lead={`${view.app.name} wants to use your Facebook account to identify you.`}
      next={person === "" ? "Continue" : `Continue as ${person}`}
      isReady={person !== "" && access !== null && refusal === undefined}
      onNext={() => {
        change({
          person,
          business: undefined,
          account: undefined,
          number: undefined,
          assets: undefined,
          deniedScopes: [],
        })
        go("permissions")
      }}
    >
      <Choice
        label="Facebook account"
        options={view.people.map(({ name, has_role }) => ({
          id: name,
          name,
          ...(has_role ? { detail: `Has a role in ${view.app.name}` } : {}),
        }))}
        newLabel="Someone new"
        value={choice}
        onChange={setChoice}
      >
        <TextInput
          label="Your name"
          required
          maxLength={128}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
      </Choice>
      {refusal === undefined ? null : (
        <Alert color="yellow" title={refusal.title} role="alert">
          {refusal.message}
        </Alert>
      )}
    </Screen>
  )
}

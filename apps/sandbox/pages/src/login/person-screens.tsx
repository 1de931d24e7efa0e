/** The first two screens: who is there, and what the app may do. */
import { Alert, List, TextInput, ThemeIcon } from "@mantine/core"
import { IconCheck } from "@tabler/icons-react"
import { useState } from "react"
import { Choice, NEW } from "./choice.tsx"
import { Screen } from "./screen.tsx"
import type { ScreenProps } from "./screen-props.ts"

export function PersonScreen({ view, signup, change, go }: ScreenProps) {
  const [choice, setChoice] = useState(signup.person === "" ? (view.people[0]?.name ?? NEW) : signup.person)
  const [name, setName] = useState("")
  const person = choice === NEW ? name.trim() : choice
  const isShut =
    view.app.mode === "development" && !view.people.some((known) => known.name === person && known.has_role)
  return (
    <Screen
      title="Who are you?"
      lead={`${view.app.name} wants to know you by your Facebook account.`}
      next={person === "" ? "Continue" : `Continue as ${person}`}
      isReady={person !== "" && !isShut}
      onNext={() => {
        change({ person, business: undefined, account: undefined, number: undefined })
        go("permissions")
      }}
    >
      <Choice
        label="People with an account"
        options={view.people.map((known) => ({
          id: known.name,
          name: known.name,
          ...(known.has_role ? { detail: `Has a role in ${view.app.name}` } : {}),
        }))}
        newLabel="Somebody new"
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
      {isShut && person !== "" ? (
        <Alert color="yellow" title="App not active">
          {view.app.name} is in development. Only people with a role in it can log in; its developers give
          roles and switch it to live.
        </Alert>
      ) : null}
    </Screen>
  )
}

const PERMISSIONS = [
  "Manage your WhatsApp Business accounts and their templates",
  "Send messages from your WhatsApp numbers and receive the answers",
  "See the business portfolios you choose next",
]

export function PermissionsScreen({ view, go }: ScreenProps) {
  return (
    <Screen
      title={`What ${view.app.name} will be able to do`}
      lead="You choose on the next pages which of your businesses this is about, and can take it back later."
      next="Continue"
      onNext={() => go("portfolio")}
      onBack={() => go("person")}
    >
      <List
        spacing="sm"
        icon={
          <ThemeIcon size={22} radius="xl" color="blue.8">
            <IconCheck size={14} aria-hidden />
          </ThemeIcon>
        }
      >
        {PERMISSIONS.map((permission) => (
          <List.Item key={permission}>{permission}</List.Item>
        ))}
      </List>
    </Screen>
  )
}

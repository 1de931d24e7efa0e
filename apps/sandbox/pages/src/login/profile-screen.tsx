import { Select, Textarea, TextInput } from "@mantine/core"
import { z } from "zod"
import { control } from "../api.ts"
import { useChange } from "../live.ts"
import { Screen } from "./screen.tsx"
import type { ScreenProps } from "./screen-props.ts"
import { type Profile, verticals } from "./signup.ts"

const madeSchema = z.object({ waba_id: z.string() })

/** What customers see of the business. A new account is made here. */
export function ProfileScreen({ request, signup, change, go, refused }: ScreenProps) {
  const { profile, account, business, refusedName } = signup
  const asksForNumber = request.featureType !== "only_waba_sharing"
  const set = (part: Partial<Profile>) => change({ profile: { ...profile, ...part } })
  const create = useChange(
    () =>
      control(madeSchema, "POST", "dialog/accounts", {
        business_id: business?.id ?? "",
        name: profile.accountName,
      }),
    { tellsErrors: false },
  )
  const isRefused = refusedName !== undefined && refusedName.name === profile.displayName
  const hasWrongWebsite = profile.website !== "" && !/^https?:\/\/\S+$/.test(profile.website)
  const next = async () => {
    if (account === undefined) {
      const { waba_id } = await create.mutateAsync()
      change({ account: { id: waba_id, name: profile.accountName } })
    }
    go(asksForNumber ? "number" : "review")
  }
  return (
    <Screen
      title="Your WhatsApp Business profile"
      lead="People see the display name and the profile in their chat with you."
      next="Next"
      isBusy={create.isPending}
      isReady={
        profile.accountName.trim() !== "" &&
        profile.displayName.trim().length >= 2 &&
        !hasWrongWebsite &&
        !isRefused
      }
      onNext={() => void next().catch(refused)}
      onBack={() => go("account")}
    >
      {account === undefined ? (
        <TextInput
          label="Account name"
          description="Only you and your partners see it"
          required
          maxLength={255}
          value={profile.accountName}
          error={create.error?.message}
          onChange={(event) => set({ accountName: event.currentTarget.value })}
        />
      ) : null}
      {asksForNumber ? (
        <>
          <TextInput
            label="Display name"
            description="The name over your chats"
            required
            maxLength={75}
            value={profile.displayName}
            error={isRefused ? refusedName.reason : undefined}
            onChange={(event) => set({ displayName: event.currentTarget.value })}
          />
          <Select
            label="Category"
            data={verticals}
            value={profile.vertical}
            allowDeselect={false}
            onChange={(vertical) => set({ vertical: vertical ?? "OTHER" })}
          />
          <TextInput
            label="Website"
            placeholder="https://"
            type="url"
            value={profile.website}
            error={hasWrongWebsite ? "A website starts with http:// or https://." : undefined}
            onChange={(event) => set({ website: event.currentTarget.value })}
          />
          <Textarea
            label="Description"
            maxLength={512}
            autosize
            minRows={2}
            value={profile.description}
            onChange={(event) => set({ description: event.currentTarget.value })}
          />
        </>
      ) : null}
    </Screen>
  )
}

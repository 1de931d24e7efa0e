import { Stack, TagsInput, TextInput } from "@mantine/core"
import { useForm } from "@mantine/form"
import { useSessionStorage } from "@mantine/hooks"
import { useQueryClient } from "@tanstack/react-query"
import { useEffect, useState } from "react"
import { client } from "../../api/client.ts"
import { ownKey } from "../../api/own-keys.ts"
import { useNumbers } from "../../connect/health/use-numbers.ts"
import { focusField } from "../../look/form/focus-invalid.ts"
import { FormShell } from "../../look/form/form-shell.tsx"
import { Section } from "../../look/page/section.tsx"
import { sayDone } from "../../look/toasts.ts"
import { AudienceSection } from "./audience-section.tsx"
import classes from "./compose.module.css"
import { ConversionsSection } from "./conversions-section.tsx"
import { DeliveryMethod } from "./delivery-method.tsx"
import { LimitsSection } from "./limits-section.tsx"
import { MessageSection } from "./message-section.tsx"
import { ReviewSection } from "./review-section.tsx"
import { Steps } from "./steps.tsx"
import {
  asBody,
  type Campaign,
  type CampaignValues,
  lacksOf,
  mistakesIn,
  placeIn,
  valuesOf,
} from "./values.ts"
import { deliveryField, deliveryMistakes } from "./when/delivery-draft.ts"
import { atOnce, type When } from "./when/launch-time.tsx"
import { WhenSection } from "./when/when-section.tsx"

const edited = (now: Campaign) => ({ values: valuesOf(now), revision: now.revision })

/** A campaign while it is written: what it says, who gets it, when, and what comes of it. */
export function Composer({ campaign }: { campaign: Campaign }) {
  const queries = useQueryClient()
  const numbers = useNumbers()
  const form = useForm<CampaignValues>({
    initialValues: valuesOf(campaign),
    validate: (values) => mistakesIn(values),
  })
  const { values } = form
  const [place, setPlace] = useState(0)
  const shownPlace = Math.min(place, values.variants.length - 1)
  // A launch has its time, not the campaign: a reload keeps it all the same.
  const [when, setWhen] = useSessionStorage<When>({
    key: ownKey(`launch ${campaign.id}`),
    defaultValue: atOnce,
  })
  const reveal = (path: string) => setPlace(placeIn(path) ?? shownPlace)
  const go = (path: string) => {
    reveal(path)
    requestAnimationFrame(() => focusField(document.body, path))
  }
  const faults = Object.keys(form.errors).join(" ")
  // biome-ignore lint/correctness/useExhaustiveDependencies: once something else is wrong
  useEffect(() => {
    const wrong = Object.keys(form.errors).map(placeIn)
    const first = wrong.find((one) => one !== undefined)
    if (first !== undefined && !wrong.includes(shownPlace)) setPlace(first)
  }, [faults])
  const number = numbers?.find(({ id }) => id === values.number_id)
  return (
    <Stack>
      <Steps
        isDone={{
          message: lacksOf(values).length === 0,
          audience: mistakesIn(values).audience === undefined,
          when: Object.keys(deliveryMistakes(values.delivery)).length === 0,
          review: false,
        }}
      />
      <FormShell
        form={form}
        words={{
          name: "Name",
          number_id: {
            label: "Number",
            say: (id) => numbers?.find((one) => one.id === id)?.display_phone_number ?? "None",
          },
          variants: { label: "Variant", say: (list) => list.map(({ name }) => name).join(", ") },
          control_share: { label: "Control group", say: (share) => `${share} %` },
          audience: { label: "Audience", say: () => "other conditions" },
          controls: { label: "Limits", say: () => "other limits" },
          conversions: { label: "Conversions", say: (list) => `${list?.length ?? 0} conversions` },
          delivery: { label: "When", say: ({ kind }) => deliveryWords[kind] },
          optimized_delivery: {
            label: "Optimized delivery",
            say: (isOn) => (isOn === false ? "off" : "on"),
          },
          tags: "Tags",
          folder: "Folder",
        }}
        revision={campaign.revision}
        draft={`campaign ${campaign.id}`}
        submit="Save"
        fieldOf={(path) =>
          path.startsWith("delivery.")
            ? deliveryField(path)
            : placeIn(path) === undefined && !path.startsWith("conversions.")
              ? (path.split(".")[0] ?? path)
              : path
        }
        onReveal={reveal}
        readLatest={async () => {
          const { data, error } = await client.GET("/v1/campaigns/{id}", {
            params: { path: { id: campaign.id } },
          })
          if (data === undefined) throw error
          return edited(data)
        }}
        onSubmit={async (wanted, base) => {
          const { data, error } = await client.PATCH("/v1/campaigns/{id}", {
            params: { path: { id: campaign.id } },
            body: {
              ...asBody(wanted),
              ...(base.revision === undefined ? {} : { revision: base.revision }),
            },
          })
          if (data === undefined) throw error
          void queries.invalidateQueries({ predicate: ({ queryKey }) => isOfCampaigns(queryKey) })
          sayDone("Saved.")
          return edited(data)
        }}
      >
        <div id="message" className={classes.part}>
          <MessageSection form={form} number={number} place={shownPlace} onPlace={setPlace} />
        </div>
        <div id="audience" className={classes.part}>
          <AudienceSection
            audience={values.audience}
            controlShare={values.control_share}
            errors={form.errors}
            number={number}
            onAudience={(audience) => form.setFieldValue("audience", audience)}
            onControlShare={(share) => form.setFieldValue("control_share", share)}
          />
        </div>
        <div id="when" className={classes.part}>
          <WhenSection
            campaignId={campaign.id}
            contents={values.variants.map(({ content }) => content)}
            delivery={values.delivery}
            when={when}
            errors={form.errors}
            onDelivery={(delivery) => form.setFieldValue("delivery", delivery)}
            onWhen={setWhen}
          />
        </div>
        <LimitsSection form={form} />
        <ConversionsSection
          conversions={values.conversions ?? []}
          errors={form.errors}
          onChange={(conversions) => form.setFieldValue("conversions", conversions)}
        />
        <DeliveryMethod form={form} number={number} />
        <Section title="Details">
          <Stack>
            <TextInput label="Name" maxLength={200} {...form.getInputProps("name")} />
            <TagsInput
              label="Tags"
              description="To find it again. A suppression list can let campaigns with a tag through."
              maxTags={20}
              acceptValueOnBlur
              {...form.getInputProps("tags")}
            />
            <TextInput label="Folder" maxLength={100} {...form.getInputProps("folder")} />
          </Stack>
        </Section>
      </FormShell>
      <div id="review" className={classes.part}>
        <ReviewSection campaign={campaign} values={values} isSaved={!form.isDirty()} when={when} onGo={go} />
      </div>
    </Stack>
  )
}

const deliveryWords = {
  once: "By a launch",
  recurring: "Again and again",
  action: "When something happens",
  api: "When the API asks for it",
} as const

const isOfCampaigns = (key: readonly unknown[]) => String(key[1]).startsWith("/v1/campaigns")

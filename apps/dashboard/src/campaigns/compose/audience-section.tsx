import { NumberInput, SegmentedControl, Stack, Text } from "@mantine/core"
import { type ReactNode, useState } from "react"
import type { Shapes } from "../../api/client.ts"
import { Section } from "../../look/page/section.tsx"
import { Builder } from "../../segments/builder/builder.tsx"
import type { FilterDraft } from "../../segments/builder/draft.ts"
import { PreviewPanel } from "../../segments/builder/preview-panel.tsx"
import { usePreview } from "../../segments/builder/use-preview.ts"
import classes from "./compose.module.css"
import { isEveryone } from "./values.ts"

const everyone: FilterDraft = { all: [] }

const wordsOfCampaigns = {
  intro: "Marketing goes only to people who are subscribed to the number.",
  label: "Who gets it",
  everyone: "Everyone subscribed",
  control: "Percent of these people who get nothing, so that you see what the campaign changes.",
}

/** Who gets it: everyone who agreed to hear from the number, or those of them who match conditions. */
export function AudienceSection({
  audience,
  controlShare,
  errors,
  number,
  words = wordsOfCampaigns,
  onAudience,
  onControlShare,
}: {
  audience: FilterDraft
  /** Percent. */
  controlShare: number
  /** Of the form, by paths. */
  errors: Readonly<Record<string, ReactNode>>
  number: Shapes["Number"] | undefined
  words?: typeof wordsOfCampaigns
  onAudience: (audience: FilterDraft) => void
  onControlShare: (share: number) => void
}) {
  const [wantsConditions, setWantsConditions] = useState(false)
  const hasConditions = wantsConditions || !isEveryone(audience)
  const groupId = number?.subscription_group_id ?? undefined
  const counted = usePreview(audience, groupId)
  return (
    <div className={classes.beside}>
      <Section title="Audience" intro={words.intro}>
        <Stack>
          <SegmentedControl
            w="fit-content"
            aria-label={words.label}
            value={hasConditions ? "some" : "everyone"}
            data={[
              { value: "everyone", label: words.everyone },
              { value: "some", label: "People who match" },
            ]}
            onChange={(who) => {
              setWantsConditions(who === "some")
              if (who === "everyone") onAudience(everyone)
            }}
          />
          {hasConditions ? (
            <div data-path="audience">
              <Builder value={audience} counts={counted.counts} onChange={onAudience} />
              {errors.audience === undefined ? null : (
                <Text size="xs" c="var(--mantine-color-error)" mt={4}>
                  {errors.audience}
                </Text>
              )}
            </div>
          ) : null}
          <NumberInput
            maw={320}
            label="Control group"
            description={words.control}
            suffix=" %"
            min={0}
            max={90}
            allowDecimal={false}
            data-path="control_share"
            error={errors.control_share}
            value={controlShare}
            onChange={(share) => onControlShare(Number(share))}
          />
        </Stack>
      </Section>
      <PreviewPanel filter={audience} counted={counted} groupId={groupId} />
    </div>
  )
}

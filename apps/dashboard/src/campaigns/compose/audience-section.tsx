import { NumberInput, SegmentedControl, Stack, Text } from "@mantine/core"
import type { UseFormReturnType } from "@mantine/form"
import { useState } from "react"
import type { Shapes } from "../../api/client.ts"
import { Section } from "../../look/page/section.tsx"
import { Builder } from "../../segments/builder/builder.tsx"
import type { FilterDraft } from "../../segments/builder/draft.ts"
import { PreviewPanel } from "../../segments/builder/preview-panel.tsx"
import { usePreview } from "../../segments/builder/use-preview.ts"
import classes from "./compose.module.css"
import { type CampaignValues, isEveryone } from "./values.ts"

const everyone: FilterDraft = { all: [] }

/** Who gets it: everyone who agreed to hear from the number, or those of them who match conditions. */
export function AudienceSection({
  form,
  number,
}: {
  form: UseFormReturnType<CampaignValues>
  number: Shapes["Number"] | undefined
}) {
  const { audience } = form.values
  const [wantsConditions, setWantsConditions] = useState(false)
  const hasConditions = wantsConditions || !isEveryone(audience)
  const groupId = number?.subscription_group_id ?? undefined
  const counted = usePreview(audience, groupId)
  return (
    <div className={classes.beside}>
      <Section title="Audience" intro="Marketing goes only to people who are subscribed to the number.">
        <Stack>
          <SegmentedControl
            w="fit-content"
            aria-label="Who gets it"
            value={hasConditions ? "some" : "everyone"}
            data={[
              { value: "everyone", label: "Everyone subscribed" },
              { value: "some", label: "People who match" },
            ]}
            onChange={(who) => {
              setWantsConditions(who === "some")
              if (who === "everyone") form.setFieldValue("audience", everyone)
            }}
          />
          {hasConditions ? (
            <div data-path="audience">
              <Builder
                value={audience}
                counts={counted.counts}
                onChange={(filter) => form.setFieldValue("audience", filter)}
              />
              {form.errors.audience === undefined ? null : (
                <Text size="xs" c="var(--mantine-color-error)" mt={4}>
                  {form.errors.audience}
                </Text>
              )}
            </div>
          ) : null}
          <NumberInput
            maw={320}
            label="Control group"
            description="Percent of these people who get nothing, so that you see what the campaign changes."
            suffix=" %"
            min={0}
            max={90}
            allowDecimal={false}
            {...form.getInputProps("control_share")}
            onChange={(share) => form.setFieldValue("control_share", Number(share))}
          />
        </Stack>
      </Section>
      <PreviewPanel filter={audience} counted={counted} groupId={groupId} />
    </div>
  )
}

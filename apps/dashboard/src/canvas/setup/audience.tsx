import { Stack, Switch } from "@mantine/core"
import type { Shapes } from "../../api/client.ts"
import { AudienceSection } from "../../campaigns/compose/audience-section.tsx"
import { TriggerList } from "../../campaigns/compose/when/trigger-list.tsx"
import { Section } from "../../look/page/section.tsx"
import type { Editing } from "../editing/use-canvas-form.ts"
import { FilterFields } from "../steps/parts/question-fields.tsx"
import { errorAt } from "../steps/step-form.ts"

const words = {
  intro: "Who may enter. Marketing goes only to people who are subscribed to the number.",
  label: "Who may enter",
  everyone: "Everyone",
  control: "Percent of the people who enter and get nothing, so that you see what the canvas changes.",
}

/** Who may enter, and what has people leave. */
export function Audience({
  editing: { form, values, set },
  number,
}: {
  editing: Editing
  number: Shapes["Number"] | undefined
}) {
  const { exits } = values
  return (
    <Stack>
      <AudienceSection
        audience={values.audience}
        controlShare={values.control_share}
        errors={form.errors}
        number={number}
        words={words}
        onAudience={(audience) => set("audience", audience)}
        onControlShare={(share) => set("control_share", share)}
      />
      <Section
        title="Exits"
        intro="People who do one of these while they are in the canvas leave it at once, wherever they are."
      >
        <Stack>
          <TriggerList
            at="exits.triggers"
            label="Exit"
            add="Add an exit"
            triggers={exits.triggers}
            errors={form.errors}
            onChange={(triggers) => set("exits", { ...exits, triggers })}
          />
          <Switch
            label="People who match conditions leave, too"
            description="Looked at whenever they come to a step."
            checked={exits.filter !== null}
            onChange={(event) =>
              set("exits", { ...exits, filter: event.currentTarget.checked ? { all: [] } : null })
            }
          />
          {exits.filter === null ? null : (
            <FilterFields
              value={exits.filter}
              at="exits.filter"
              error={errorAt(form.errors, "exits.filter")}
              onChange={(filter) => set("exits", { ...exits, filter })}
            />
          )}
        </Stack>
      </Section>
    </Stack>
  )
}

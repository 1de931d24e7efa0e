import { SegmentedControl, Stack } from "@mantine/core"
import type { UseFormReturnType } from "@mantine/form"
import type { Shapes } from "../../api/client.ts"
import { Phone } from "../../templates/phone/phone.tsx"
import classes from "./compose.module.css"
import { FreeFormFields } from "./free-form/free-form-fields.tsx"
import { pictureUrlOf, shownMessage } from "./free-form/kinds.ts"
import { LinksFields } from "./links-fields.tsx"
import { TemplateMessage } from "./template-message.tsx"
import { type CampaignValues, type ContentDraft, noMessage, type VariantDraft } from "./values.ts"

const freeForm: ContentDraft = { kind: "free_form", message: { type: "text", text: { body: "" } } }

/** What one variant says: a template with its values, or a message of one's own; and how that looks. */
export function VariantPanel({
  form,
  number,
  place,
  variant: { content },
  onChange,
}: {
  form: UseFormReturnType<CampaignValues>
  number: Shapes["Number"] | undefined
  place: number
  variant: VariantDraft
  onChange: (content: ContentDraft) => void
}) {
  const at = `variants.${place}.content`
  /** What is wrong at a path, or within it. */
  const errorAt = (path: string) => {
    const found = Object.entries(form.errors).find(([key]) => key === path || key.startsWith(`${path}.`))
    return found === undefined ? undefined : String(found[1])
  }
  return (
    <Stack>
      <SegmentedControl
        w="fit-content"
        aria-label="Type of message"
        value={content.kind}
        data={[
          { value: "template", label: "Template" },
          { value: "free_form", label: "Free-form" },
        ]}
        onChange={(kind) => onChange(kind === "template" ? noMessage : freeForm)}
      />
      {content.kind === "template" ? (
        <TemplateMessage
          key={content.template_id}
          content={content}
          number={number}
          at={at}
          errors={form.errors}
          errorAt={errorAt}
          onChange={onChange}
        />
      ) : (
        <div className={classes.beside}>
          <FreeFormFields
            message={content.message}
            numberId={number?.id ?? null}
            field={(path) => ({
              "data-path": `${at}.message.${path}`,
              error: errorAt(`${at}.message.${path}`),
            })}
            onChange={(message) => onChange({ ...content, message })}
          />
          <div className={`${classes.aside} ${classes.sticky}`}>
            <Phone
              from={number?.verified_name ?? "Your business"}
              message={{ ...shownMessage(content.message), pictureUrl: pictureUrlOf(content.message) }}
              caption="Reaches only people whose 24-hour window is open: those who wrote in the last 24 hours."
            />
          </div>
        </div>
      )}
      <LinksFields
        content={content}
        campaignName={form.values.name}
        at={at}
        errorAt={errorAt}
        onChange={onChange}
      />
    </Stack>
  )
}

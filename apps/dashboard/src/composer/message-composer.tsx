import { SegmentedControl, Stack } from "@mantine/core"
import type { ReactNode } from "react"
import type { Shapes } from "../api/client.ts"
import { ProblemAlert } from "../look/problem-alert.tsx"
import { Allowed } from "../session/allowed.tsx"
import { ComposedPhone } from "./composed-phone.tsx"
import classes from "./composer.module.css"
import { type ContentDraft, freeForm, noMessage } from "./content.ts"
import { FreeFormFields } from "./free-form/free-form-fields.tsx"
import type { PreviewAs } from "./preview-as.ts"
import { PreviewAsFields } from "./preview-as-fields.tsx"
import { TemplateMessage } from "./template-message.tsx"
import { useContentPreview } from "./use-content-preview.ts"

interface MessageComposerProps {
  content: ContentDraft
  onChange: (content: ContentDraft) => void
  /** That sends it; its templates and its name are shown. */
  number: Shapes["Number"] | undefined
  /** Where the content is in the form around it. */
  at: string
  /** What is wrong with that form, by path. */
  errors: Readonly<Record<string, ReactNode>>
  as: PreviewAs
  /** Below the phone, such as the button for a test. */
  actions?: ReactNode
}

/**
 * Writes what one message says, a template with its values or a message of one's own, and shows how it looks for a contact. It
 * knows nothing of what sends it.
 */
export function MessageComposer(props: MessageComposerProps) {
  const { content, onChange, as, actions } = props
  const aside = (
    <>
      <Allowed to="contacts:read">
        <PreviewAsFields as={as} content={content} />
      </Allowed>
      {actions}
    </>
  )
  return (
    <Stack className={classes.composer ?? ""}>
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
        <TemplateMessage key={content.template_id} {...props} content={content} aside={aside} />
      ) : (
        <FreeForm {...props} content={content} aside={aside} />
      )}
    </Stack>
  )
}

function FreeForm({
  content,
  number,
  at,
  errors,
  as,
  aside,
  onChange,
}: MessageComposerProps & { content: ContentDraft & { kind: "free_form" }; aside: ReactNode }) {
  const preview = useContentPreview(content, as)
  /** What is wrong at a path, or within it: with the form, or with what comes out for the contact. */
  const errorAt = (path: string) => {
    const isAt = (key: string) => key === path || key.startsWith(`${path}.`)
    const known = Object.entries(errors).find(
      ([key]) => isAt(key.slice(`${at}.`.length)) && key.startsWith(at),
    )
    if (known !== undefined) return String(known[1])
    // What is still empty is not wrong yet.
    const found = preview.data === undefined ? undefined : preview.issues.find((issue) => isAt(issue.path))
    return found?.message
  }
  return (
    <div className={classes.beside}>
      <Stack gap="sm">
        <FreeFormFields
          message={content.message}
          numberId={number?.id ?? null}
          field={(path) => ({ "data-path": `${at}.message.${path}`, error: errorAt(`message.${path}`) })}
          onChange={(message) => onChange({ ...content, message })}
        />
        <ProblemAlert failure={preview.failure} />
      </Stack>
      <div className={`${classes.aside} ${classes.sticky}`}>
        <Stack gap="sm">
          <ComposedPhone
            from={number?.verified_name ?? "Your business"}
            content={content}
            preview={preview}
            caption="Reaches only people whose 24-hour window is open: those who wrote in the last 24 hours."
          />
          {aside}
        </Stack>
      </div>
    </div>
  )
}

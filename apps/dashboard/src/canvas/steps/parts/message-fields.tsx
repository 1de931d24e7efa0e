import { Button, Stack, Text } from "@mantine/core"
import { LinksFields } from "../../../campaigns/compose/links-fields.tsx"
import { type ContentDraft, isBlank, noMessage } from "../../../composer/content.ts"
import { MessageComposer } from "../../../composer/message-composer.tsx"
import { usePreviewAs } from "../../../composer/preview-as.ts"
import { errorAt, type Surroundings } from "../step-form.ts"

/** What a step sends, as campaigns write it. */
export function MessageFields({
  content,
  at,
  of,
  onChange,
}: {
  content: ContentDraft
  at: string
  of: Surroundings
  onChange: (content: ContentDraft) => void
}) {
  const as = usePreviewAs()
  return (
    <Stack>
      <MessageComposer
        content={content}
        number={of.number}
        at={at}
        errors={of.errors}
        as={as}
        onChange={onChange}
      />
      {isBlank(content) ? null : (
        <LinksFields
          content={content}
          campaignName={of.canvasName}
          at={at}
          errorAt={(path) => errorAt(of.errors, path)}
          onChange={onChange}
        />
      )}
    </Stack>
  )
}

/** A message that may be left out. */
export function OptionalMessage({
  label,
  intro,
  add,
  content,
  begin = noMessage,
  ...props
}: {
  label: string
  intro: string
  /** The button that begins it. */
  add: string
  content: ContentDraft | null
  begin?: ContentDraft
  at: string
  of: Surroundings
  onChange: (content: ContentDraft | null) => void
}) {
  return (
    <Stack gap="xs" role="group" aria-label={label}>
      <Text size="sm" fw={550}>
        {label}
      </Text>
      <Text size="xs" c="dimmed">
        {intro}
      </Text>
      {content === null ? (
        <div>
          <Button size="xs" variant="default" onClick={() => props.onChange(begin)}>
            {add}
          </Button>
        </div>
      ) : (
        <>
          <MessageFields {...props} content={content} />
          <div>
            <Button size="compact-xs" variant="subtle" color="gray" onClick={() => props.onChange(null)}>
              Leave it out
            </Button>
          </div>
        </>
      )}
    </Stack>
  )
}

import { Alert, Checkbox, Group, Stack, Text } from "@mantine/core"
import { toTemplateValues } from "@parley/model"
import { explainStatus, renderTemplate } from "@parley/whatsapp/templates"
import { useQueryClient } from "@tanstack/react-query"
import type { ReactNode } from "react"
import { api, type Shapes } from "../api/client.ts"
import { serverNow } from "../api/server-time.ts"
import { useAttributes } from "../contacts/attributes/use-attributes.ts"
import { AnchorLink } from "../look/links.tsx"
import { Loading } from "../look/page/loading.tsx"
import { ProblemAlert } from "../look/problem-alert.tsx"
import { useNotation } from "../look/time/notation.ts"
import { Allowed } from "../session/allowed.tsx"
import { ApprovedTemplateSelect } from "../templates/approved-template-select.tsx"
import { definitionOfTemplate } from "../templates/definition-of-template.ts"
import { languageName } from "../templates/language-name.ts"
import { StatusBadge } from "../templates/list/status-badge.tsx"
import { pictureOf, pictureUrls } from "../templates/phone/pictures.ts"
import { givenValues, personalForm } from "../templates/values/given-values.ts"
import type { Issue } from "../templates/values/issues.ts"
import { useGivenValues } from "../templates/values/use-given-values.ts"
import { ValueFields } from "../templates/values/value-fields.tsx"
import { ComposedPhone } from "./composed-phone.tsx"
import classes from "./composer.module.css"
import type { ContentDraft } from "./content.ts"
import type { PreviewAs } from "./preview-as.ts"
import { useContentPreview } from "./use-content-preview.ts"

type TemplateDraft = ContentDraft & { kind: "template" }

interface TemplateMessageProps {
  content: TemplateDraft
  number: Shapes["Number"] | undefined
  /** Where the content is in the form. */
  at: string
  /** What is wrong with the form, by path. */
  errors: Readonly<Record<string, ReactNode>>
  as: PreviewAs
  /** Below the phone. */
  aside: ReactNode
  onChange: (content: ContentDraft) => void
}

/** A message made from a template: which, in what language, and what stands in its variables. */
export function TemplateMessage(props: TemplateMessageProps) {
  const { content, number, at, errors, onChange } = props
  const queries = useQueryClient()
  const attributes = useAttributes()
  const { zone } = useNotation()
  const id = content.template_id
  const template = api.useQuery(
    "get",
    "/v1/templates/{id}",
    { params: { path: { id: id ?? "" } } },
    { enabled: id !== null },
  )
  const choose = async (chosen: string | null) => {
    if (chosen === null) return
    const wanted = { kind: "template", template_id: chosen, values: {} } as const
    onChange(wanted)
    const read = api.queryOptions("get", "/v1/templates/{id}", { params: { path: { id: chosen } } })
    const found = await queries.fetchQuery(read).catch(() => undefined) // the field says what failed
    if (found === undefined) return
    const form = personalForm(attributes.names)(found.variables, zone, serverNow())
    onChange({ ...wanted, values: givenValues(found.variables, form, zone) })
  }
  if (number === undefined) {
    return (
      <Text size="sm" c="dimmed" data-path={`${at}.template_id`}>
        Choose the number that sends it to see its templates.
      </Text>
    )
  }
  const error = errors[`${at}.template_id`]
  return (
    <Stack>
      <div data-path={`${at}.template_id`}>
        <ApprovedTemplateSelect
          label="Template"
          accountId={number.business_account_id}
          value={id}
          onChange={(chosen) => void choose(chosen)}
          error={error}
        />
      </div>
      {id === null ? (
        <Text size="sm" c="dimmed">
          Only a template that Meta approved can start a conversation.{" "}
          <Allowed to="templates:write">
            <AnchorLink to="/templates/new" inherit underline="always">
              Write one
            </AnchorLink>
          </Allowed>
        </Text>
      ) : template.data === undefined ? (
        template.error ? (
          <ProblemAlert failure={template.error} retry={template.refetch} />
        ) : (
          <Loading />
        )
      ) : (
        <Filled {...props} number={number} template={template.data} />
      )}
    </Stack>
  )
}

function Filled({
  content,
  template,
  number,
  at,
  errors: known,
  as,
  aside,
  onChange,
}: TemplateMessageProps & { template: Shapes["Template"]; number: Shapes["Number"] }) {
  const values = useGivenValues(template, content.values, (next) => onChange({ ...content, values: next }))
  const preview = useContentPreview(content, as)
  const issues: Issue[] = [
    ...Object.entries(known).flatMap(([path, message]) =>
      path.startsWith(`${at}.values.`)
        ? [{ path: path.slice(at.length + ".values.".length), message: String(message) }]
        : [],
    ),
    ...preview.issues.flatMap(({ path, message }) =>
      path.startsWith("values.") ? [{ path: path.slice("values.".length), message }] : [],
    ),
  ]
  const definition = definitionOfTemplate(template)
  const { title, sendable, meaning } = explainStatus(template.status)
  return (
    <div className={classes.beside}>
      <Stack gap="sm">
        <Group gap="xs">
          <StatusBadge explanation={template.explanation} />
          <Text size="sm" c="dimmed">
            {languageName(template.language)} · {template.category.toLowerCase()}
          </Text>
        </Group>
        {sendable ? null : (
          <Alert color="yellow" variant="light" title={`This template is ${title.toLowerCase()}`}>
            {meaning}
          </Alert>
        )}
        <Checkbox
          label="In each contact's language, where it is approved"
          checked={content.language === "contact"}
          onChange={(event) => {
            const { language: _, ...rest } = content
            onChange(event.currentTarget.checked ? { ...rest, language: "contact" } : rest)
          }}
        />
        <ValueFields
          values={values}
          errors={values.errorsWith(issues)}
          numberId={number.id}
          at={`${at}.values`}
        />
        <ProblemAlert failure={preview.failure} />
      </Stack>
      <div className={`${classes.aside} ${classes.sticky}`}>
        <Stack gap="sm">
          <ComposedPhone
            from={number.verified_name}
            content={content}
            preview={preview}
            written={{
              ...renderTemplate(definition, toTemplateValues(content.values)),
              pictureUrl: pictureOf(definition.components),
              cardPictureUrls: pictureUrls(definition.components),
            }}
          />
          {aside}
        </Stack>
      </div>
    </div>
  )
}

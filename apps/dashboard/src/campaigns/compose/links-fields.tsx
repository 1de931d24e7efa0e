import { Code, Stack, Switch, Text, TextInput } from "@mantine/core"
import { linksIn, type UtmName, utmNames } from "@parley/model"
import type { ReactNode } from "react"
import { api, type Shapes } from "../../api/client.ts"
import type { ContentDraft } from "../../composer/content.ts"

const utmWords: Record<UtmName, string> = {
  source: "utm_source",
  medium: "utm_medium",
  campaign: "utm_campaign",
  term: "utm_term",
  content: "utm_content",
}

/** `Summer sale` as `summer-sale`. */
const asSlug = (name: string) =>
  name
    .toLowerCase()
    .normalize("NFKD")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")

/** Whether clicks on the links of a message are counted, and what is added to its addresses. */
export function LinksFields({
  content,
  campaignName,
  at,
  errorAt,
  onChange,
}: {
  content: ContentDraft
  campaignName: string
  /** Where the content is in the form. */
  at: string
  errorAt: (path: string) => string | undefined
  onChange: (content: ContentDraft) => void
}) {
  const { links } = content
  const setLinks = (next: Shapes["ContentLinks"] | undefined) => {
    const { links: _, ...rest } = content
    onChange(next === undefined ? rest : { ...rest, links: next })
  }
  const utm = links?.utm
  const setUtm = (name: UtmName, value: string) => {
    const others = Object.fromEntries(Object.entries(utm ?? {}).filter(([other]) => other !== name))
    setLinks({ utm: value === "" ? others : { ...others, [name]: value } })
  }
  return (
    <Stack gap="sm" data-path={`${at}.links`}>
      <Switch
        label="Track links"
        description="Each person's message gets addresses of its own, which lead to yours. You see who tapped what."
        checked={links !== undefined}
        onChange={(event) => setLinks(event.currentTarget.checked ? {} : undefined)}
      />
      {content.kind === "template" && content.template_id !== null ? (
        <ButtonTargets content={content} at={at} errorAt={errorAt} onChange={onChange} />
      ) : null}
      {links === undefined ? null : (
        <>
          <Found content={content} />
          <Switch
            label="Add UTM parameters"
            description="For the analytics of your site. An address that has one of them keeps its own."
            checked={utm !== undefined}
            onChange={(event) =>
              setLinks(
                event.currentTarget.checked
                  ? { utm: { source: "whatsapp", medium: "message", campaign: asSlug(campaignName) } }
                  : {},
              )
            }
          />
          {utm === undefined
            ? null
            : utmNames.map((name) => (
                <TextInput
                  key={name}
                  label={utmWords[name]}
                  maxLength={500}
                  value={utm[name] ?? ""}
                  data-path={`${at}.links.utm.${name}`}
                  error={errorAt(`${at}.links.utm.${name}`)}
                  onChange={(event) => setUtm(name, event.currentTarget.value)}
                />
              ))}
        </>
      )}
    </Stack>
  )
}

/** The addresses that are tracked as the message is now. */
function Found({ content }: { content: ContentDraft }) {
  if (content.kind === "template" && content.template_id === null) return null
  const links = linksIn(content)
  if (links.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        No address in this message can be tracked yet.{" "}
        {content.kind === "template"
          ? "What a template says itself stays as Meta approved it: an address counts in the value of a variable, or of a button on the links' domain."
          : "An address counts that begins with https:// and whose host is written out."}
      </Text>
    )
  }
  return (
    <Stack gap={4}>
      <Text size="sm">Tracked:</Text>
      {[...new Set(links.map(({ url }) => url))].map((url) => (
        <Code key={url} style={{ overflowWrap: "anywhere" }}>
          {url}
        </Code>
      ))}
    </Stack>
  )
}

type TemplateDraft = ContentDraft & { kind: "template" }

/** Where the buttons lead whose address in the template is the links' domain. */
function ButtonTargets({
  content,
  at,
  errorAt,
  onChange,
}: {
  content: TemplateDraft
  at: string
  errorAt: (path: string) => string | undefined
  onChange: (content: ContentDraft) => void
}): ReactNode {
  const template = api.useQuery("get", "/v1/templates/{id}", {
    params: { path: { id: content.template_id ?? "" } },
  })
  const settings = api.useQuery("get", "/v1/link-settings", {})
  const address = settings.data?.address
  if (template.data === undefined || address === undefined) return null
  return trackedButtons(template.data.components, address).map(({ index, text }) => {
    const path = `${at}.values.buttons.${index}.target`
    const given = content.values.buttons?.[index]
    return (
      <TextInput
        key={index}
        label={`Where the button “${text}” leads`}
        description="Each tap on it is counted. Liquid may stand after the host."
        placeholder="https://"
        value={given?.target ?? ""}
        data-path={path}
        error={errorAt(path)}
        onChange={(event) => {
          const target = event.currentTarget.value
          const { target: _, suffix: __, ...others } = given ?? {}
          const button = target === "" ? others : { ...others, target }
          onChange({
            ...content,
            values: { ...content.values, buttons: { ...content.values.buttons, [index]: button } },
          })
        }}
      />
    )
  })
}

/** Buttons that lead to the links' domain and end in a variable. */
function trackedButtons(components: unknown, address: string): { index: string; text: string }[] {
  if (!Array.isArray(components)) return []
  const buttons: unknown[] = components.flatMap((component) =>
    component?.type === "BUTTONS" && Array.isArray(component.buttons) ? component.buttons : [],
  )
  return buttons.flatMap((button, index) => {
    if (typeof button !== "object" || button === null) return []
    const url = "url" in button ? button.url : undefined
    const text = "text" in button ? String(button.text) : ""
    return url === `${address}{{1}}` ? [{ index: String(index), text }] : []
  })
}

import { SimpleGrid, Stack, Text } from "@mantine/core"
import { toTemplateValues } from "@parley/model"
import { renderTemplate } from "@parley/whatsapp/templates"
import { api, type Shapes } from "../../api/client.ts"
import type { ContentDraft } from "../../composer/content.ts"
import { shownMessage } from "../../composer/free-form/shown-message.ts"
import { useWithPictures } from "../../composer/use-pictures.ts"
import { Section } from "../../look/page/section.tsx"
import { Builder } from "../../segments/builder/builder.tsx"
import { opened } from "../../segments/builder/draft.ts"
import { usePreview } from "../../segments/builder/use-preview.ts"
import { definitionOfTemplate } from "../../templates/definition-of-template.ts"
import { Bubble } from "../../templates/phone/phone.tsx"
import { pictureOf, pictureUrls } from "../../templates/phone/pictures.ts"
import { isEveryone, sharesOf } from "../compose/values.ts"

type Campaign = Shapes["Campaign"]

/** What a campaign says and who gets it, for reading. */
export function ShownCampaign({ campaign }: { campaign: Campaign }) {
  const { variants, control_share } = campaign
  const shares = sharesOf(variants)
  return (
    <Stack>
      <Section title="Message">
        {variants.length === 0 ? (
          <Text size="sm" c="dimmed">
            Nothing is written yet.
          </Text>
        ) : null}
        <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }} spacing="lg">
          {variants.map((variant, place) => (
            <Stack key={variant.id} gap={6}>
              {variants.length === 1 ? null : (
                <Text size="sm" fw={550}>
                  <bdi>{variant.name}</bdi>{" "}
                  <Text span inherit c="dimmed" fw={400}>
                    {shares[place]} %
                  </Text>
                </Text>
              )}
              <ShownVariant content={variant.content} />
            </Stack>
          ))}
        </SimpleGrid>
        {control_share === 0 ? null : (
          <Text size="sm" c="dimmed">
            Control group: {control_share} % of the audience get nothing.
          </Text>
        )}
      </Section>
      <ShownAudience campaign={campaign} />
    </Stack>
  )
}

function ShownVariant({ content }: { content: Campaign["variants"][number]["content"] }) {
  const id = content.kind === "template" ? content.template_id : ""
  const template = api.useQuery(
    "get",
    "/v1/templates/{id}",
    { params: { path: { id } } },
    { enabled: id !== "", retry: false },
  )
  if (content.kind === "free_form") {
    return <FreeForm content={content} />
  }
  if (template.data === undefined) {
    return template.error ? (
      <Text size="sm" c="dimmed">
        Its template is gone.
      </Text>
    ) : null
  }
  const definition = definitionOfTemplate(template.data)
  return (
    <>
      <Text size="sm" c="dimmed" style={{ overflowWrap: "anywhere" }}>
        {template.data.name}
      </Text>
      <Bubble
        message={{
          ...renderTemplate(definition, toTemplateValues(content.values)),
          pictureUrl: pictureOf(definition.components),
          cardPictureUrls: pictureUrls(definition.components),
        }}
      />
    </>
  )
}

function FreeForm({ content }: { content: ContentDraft & { kind: "free_form" } }) {
  return <Bubble message={useWithPictures(shownMessage(content.message), content)} />
}

function ShownAudience({ campaign }: { campaign: Campaign }) {
  const filter = opened(campaign.audience)
  const { counts } = usePreview(filter, undefined)
  return (
    <Section title="Audience">
      {isEveryone(filter) ? (
        <Text size="sm">Everyone subscribed.</Text>
      ) : (
        <Builder value={filter} counts={counts} />
      )}
    </Section>
  )
}

import { Box, Button, Checkbox, Paper, SimpleGrid, Stack, Text, TextInput } from "@mantine/core"
import { renderTemplate, type TemplateDefinition } from "@parley/whatsapp/templates"
import { IconEye } from "@tabler/icons-react"
import { useState } from "react"
import type { Shapes } from "../../api/client.ts"
import { useAction } from "../../look/action.ts"
import { Dialog } from "../../look/dialogs/dialog.tsx"
import { ProblemAlert } from "../../look/problem-alert.tsx"
import { Phone } from "../phone/phone.tsx"
import { sampleValues } from "../phone/sample-values.ts"
import { Basics } from "./basics.tsx"
import look from "./builder.module.css"
import { ButtonsFields } from "./buttons-fields.tsx"
import { withHeader } from "./cards.ts"
import { CardsSection } from "./cards-section.tsx"
import { CodeSection } from "./code-section.tsx"
import { DeliverySection } from "./delivery-section.tsx"
import { type Draft, definitionOf, nextVariable } from "./draft/draft.ts"
import { DraftConflict, DraftState } from "./draft/draft-state.tsx"
import { type DraftPlace, useDraft } from "./draft/use-draft.ts"
import { usePreflight } from "./draft/use-preflight.ts"
import { bySection } from "./findings.ts"
import { FindingsList } from "./findings-list.tsx"
import { HeaderFields } from "./header-fields.tsx"
import { type Original, OriginalText } from "./original-text.tsx"
import { Section } from "./section.tsx"
import { withSample } from "./section-props.ts"
import { TextEditor } from "./text-editor.tsx"
import { Revealed, WhenTouched } from "./touched.tsx"
import { WhatIsLeft } from "./what-is-left.tsx"

interface BuilderProps {
  /** Where what is not submitted yet is kept. */
  place: DraftPlace
  initial: Draft
  accounts: readonly Shapes["BusinessAccount"][]
  /** The account to start with. */
  account: string
  /** The template that is edited. */
  editing?: { id: string; categoryIsFixed: boolean }
  /** The name is that of a group which gets another language. */
  nameIsFixed?: boolean
  /** What is being translated. */
  original?: Original | undefined
  submitLabel: string
  /**
   * @param draftId the draft as the server knows it, which goes with it
   * @throws what went wrong, in a shape that `asProblem` reads
   */
  submit: (definition: TemplateDefinition, accountId: string, draftId: string | undefined) => Promise<void>
  /** Shows what the server has of the draft in the place of what is here. */
  reload: () => void
  /** Where one goes when the draft was discarded. */
  leave: () => Promise<void>
}

/** Writes a template: the form on one side, a phone and everything that is to be said about it on the other. */
export function Builder(props: BuilderProps) {
  const written = useDraft(props.place, { draft: props.initial, accountId: props.account })
  const { draft, change, isChanged, saver } = written
  // A draft may be of an account that is disconnected by now.
  const [account] = [written.accountId, props.account].flatMap((wanted) =>
    props.accounts.filter(({ id }) => id === wanted),
  )
  const accountId = account?.id ?? props.account
  const definition = definitionOf(draft)
  const { findings, category } = usePreflight(definition, { accountId, templateId: props.editing?.id })
  const sections = bySection(findings, definition)
  const errors = findings.filter(({ severity }) => severity === "error").length
  const [isAsked, setAsked] = useState(false)
  const [isContinued] = useState(props.place.kept !== null)
  // A copy has everything that can be said about it.
  const isCopy = props.initial.body !== "" && props.initial.language !== ""
  const isWritten = isContinued || isCopy || props.editing !== undefined || isAsked
  const submission = useAction(async () => {
    // Nothing may be saved after what it was saved for: it would be a draft again.
    await saver.settle()
    await props.submit(definition, accountId, saver.isKept ? written.id : undefined)
    saver.end()
  })
  const shared = { draft, change, findings: sections }
  const [isPeeking, setPeeking] = useState(false)
  const phone = (
    <Phone
      from={account?.numbers[0]?.verified_name ?? account?.name ?? "Your business"}
      message={{
        ...renderTemplate(definition, sampleValues(definition)),
        pictureUrl: draft.header.pictureUrl,
        cardPictureUrls: draft.cards.map(({ header }) => header.pictureUrl),
      }}
    />
  )
  const isEditing = props.editing !== undefined
  return (
    <Revealed value={isWritten}>
      <div className={look.columns}>
        <Stack gap="lg" className={look.form}>
          <DraftConflict written={written} reload={props.reload} />
          <Basics
            {...shared}
            fixed={{
              name: isEditing || props.nameIsFixed === true,
              language: isEditing,
              category: props.editing?.categoryIsFixed ?? false,
            }}
            accounts={props.accounts}
            accountId={accountId}
            onAccount={written.setAccountId}
          />
          {draft.kind === "authentication" ? (
            <CodeSection {...shared} />
          ) : (
            <MessageSections {...shared} accountId={accountId} original={props.original} />
          )}
          <DeliverySection {...shared} />
          <div className={look.peek}>
            <Button
              radius="xl"
              leftSection={<IconEye size={16} aria-hidden />}
              onClick={() => setPeeking(true)}
            >
              Preview
            </Button>
          </div>
        </Stack>
        <Box className={look.side}>
          <Stack gap="md">
            {phone}
            <Paper withBorder p="md" aria-live="polite">
              <Stack gap="xs">
                <WhatIsLeft
                  sections={sections}
                  isTouched={isWritten || isChanged}
                  onReveal={() => setAsked(true)}
                />
                {draft.body === "" && draft.kind !== "authentication" ? null : (
                  <Text size="sm" c="dimmed">
                    Likely category: {category.category.toLowerCase()}. {category.reasons.join(" ")}
                  </Text>
                )}
                {/* A copy says at once that it is one. */}
                <WhenTouched isTouched={isWritten || isChanged || props.initial.body !== ""}>
                  <FindingsList findings={sections.get("template")} />
                </WhenTouched>
                <ProblemAlert failure={submission.failure} />
                <Button
                  onClick={() => void submission.run()}
                  loading={submission.isBusy}
                  disabled={errors > 0}
                >
                  {props.submitLabel}
                </Button>
                <DraftState written={written} leave={props.leave} />
              </Stack>
            </Paper>
          </Stack>
        </Box>
      </div>
      {isPeeking ? (
        <Dialog title="Preview" onClose={() => setPeeking(false)}>
          {phone}
        </Dialog>
      ) : null}
    </Revealed>
  )
}

function MessageSections({
  draft,
  change,
  findings,
  accountId,
  original,
}: Parameters<typeof CardsSection>[0] & { original: Original | undefined }) {
  const isOffer = draft.kind === "offer"
  const isCarousel = draft.kind === "carousel"
  return (
    <>
      {isCarousel ? null : (
        <Section title="Header" hint="Optional. Above the text." findings={findings.get("header")}>
          <HeaderFields
            header={draft.header}
            {...(isOffer ? { allowed: ["IMAGE", "VIDEO"] } : {})}
            accountId={accountId}
            variable={nextVariable(draft, draft.header.text)}
            samples={draft.samples.header ?? {}}
            onChange={(changeHeader) => change((now) => withHeader(now, changeHeader(now.header)))}
            onSample={(name, sample) => change(withSample(draft, "header", name, sample))}
          />
        </Section>
      )}
      {isOffer ? (
        <Section title="Offer" findings={findings.get("offer")}>
          <SimpleGrid cols={{ base: 1, xs: 2 }}>
            <TextInput
              label="Offer"
              description={`${Array.from(draft.offer.text).length} / 16`}
              value={draft.offer.text}
              onChange={(event) => change({ offer: { ...draft.offer, text: event.currentTarget.value } })}
            />
          </SimpleGrid>
          <Checkbox
            label="Ends at a time you set when sending"
            checked={draft.offer.expires}
            onChange={(event) => change({ offer: { ...draft.offer, expires: event.currentTarget.checked } })}
          />
        </Section>
      ) : null}
      <Section title="Body" findings={findings.get("body")}>
        {original === undefined ? null : <OriginalText {...original} />}
        <TextEditor
          label="Body"
          value={draft.body}
          maxLength={isOffer ? 600 : 1024}
          variable={nextVariable(draft, draft.body)}
          samples={draft.samples.body ?? {}}
          onChange={(body) => change({ body })}
          onSample={(name, sample) => change(withSample(draft, "body", name, sample))}
        />
      </Section>
      {isOffer || isCarousel ? null : (
        <Section
          title="Footer"
          hint="Optional. A gray line under the text."
          findings={findings.get("footer")}
        >
          <TextInput
            aria-label="Footer"
            description={`${Array.from(draft.footer).length} / 60. No variables.`}
            placeholder="Reply STOP to opt out"
            dir="auto"
            value={draft.footer}
            onChange={(event) => change({ footer: event.currentTarget.value })}
          />
        </Section>
      )}
      {isCarousel ? (
        <CardsSection draft={draft} change={change} findings={findings} accountId={accountId} />
      ) : (
        <Section title="Buttons" hint="Optional. Up to 10." findings={findings.get("buttons")}>
          <ButtonsFields
            buttons={draft.buttons}
            findingsOf={(index) => findings.get(`buttons.${index}`)}
            onChange={(buttons) => change({ buttons })}
          />
        </Section>
      )}
    </>
  )
}

import { Alert, Box, Button, Checkbox, Group, Paper, SimpleGrid, Stack, Text, TextInput } from "@mantine/core"
import { renderTemplate, type TemplateDefinition } from "@parley/whatsapp/templates"
import { useState } from "react"
import type { Shapes } from "../../api/client.ts"
import { useAction } from "../../look/action.ts"
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
import { useDraft } from "./draft/use-draft.ts"
import { useLeaveQuestion } from "./draft/use-leave-question.ts"
import { usePreflight } from "./draft/use-preflight.ts"
import { bySection } from "./findings.ts"
import { FindingsList } from "./findings-list.tsx"
import { HeaderFields } from "./header-fields.tsx"
import { type Original, OriginalText } from "./original-text.tsx"
import { Section } from "./section.tsx"
import { withSample } from "./section-props.ts"
import { TextEditor } from "./text-editor.tsx"

interface BuilderProps {
  /** Where this browser keeps what is not submitted yet. */
  draftKey: string
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
  /** @throws what went wrong, in a shape that `asProblem` reads */
  submit: (definition: TemplateDefinition, accountId: string) => Promise<void>
}

/** Writes a template: the form on one side, a phone and everything that is to be said about it on the other. */
export function Builder(props: BuilderProps) {
  const { draft, change, isChanged, isKept, forget, startOver } = useDraft(props.draftKey, props.initial)
  const isLeaving = useLeaveQuestion(props.editing !== undefined && isChanged)
  const [accountId, setAccountId] = useState(props.account)
  const definition = definitionOf(draft)
  const { findings, category } = usePreflight(definition, { accountId, templateId: props.editing?.id })
  const sections = bySection(findings, definition)
  const errors = findings.filter(({ severity }) => severity === "error").length
  const warnings = findings.length - errors
  const account = props.accounts.find(({ id }) => id === accountId)
  const submission = useAction(async () => {
    isLeaving.current = true
    try {
      await props.submit(definition, accountId)
    } finally {
      isLeaving.current = false
    }
    forget()
  })
  const shared = { draft, change, findings: sections }
  const isEditing = props.editing !== undefined
  return (
    <div className={look.columns}>
      <Stack gap="lg" className={look.form}>
        {isKept ? (
          <Alert color="gray" variant="light" title="This is what you began earlier">
            <Group justify="space-between">
              <Text size="sm">It was kept in this browser.</Text>
              <Button size="compact-sm" variant="default" onClick={startOver}>
                Start over
              </Button>
            </Group>
          </Alert>
        ) : null}
        <Basics
          {...shared}
          fixed={{
            name: isEditing || props.nameIsFixed === true,
            language: isEditing,
            category: props.editing?.categoryIsFixed ?? false,
          }}
          accounts={props.accounts}
          accountId={accountId}
          onAccount={setAccountId}
        />
        {draft.kind === "authentication" ? (
          <CodeSection {...shared} />
        ) : (
          <MessageSections {...shared} accountId={accountId} original={props.original} />
        )}
        <DeliverySection {...shared} />
      </Stack>
      <Box className={look.side}>
        <Stack gap="md">
          <Phone
            from={account?.numbers[0]?.verified_name ?? account?.name ?? "Your business"}
            message={{
              ...renderTemplate(definition, sampleValues(definition)),
              pictureUrl: draft.header.pictureUrl,
              cardPictureUrls: draft.cards.map(({ header }) => header.pictureUrl),
            }}
          />
          <Paper withBorder p="md" aria-live="polite">
            <Stack gap="xs">
              <Text size="sm" fw={550}>
                {errors === 0 ? "Ready for Meta's review" : `${errors} to fix before it can be submitted`}
                {warnings === 0 ? "" : `, ${warnings} to think about`}
              </Text>
              {draft.body === "" && draft.kind !== "authentication" ? null : (
                <Text size="sm" c="dimmed">
                  Likely category: {category.category.toLowerCase()}. {category.reasons.join(" ")}
                </Text>
              )}
              <FindingsList findings={sections.get("template")} />
              <ProblemAlert failure={submission.failure} />
              <Button onClick={() => void submission.run()} loading={submission.isBusy} disabled={errors > 0}>
                {props.submitLabel}
              </Button>
            </Stack>
          </Paper>
        </Stack>
      </Box>
    </div>
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
        <Section title="Header" hint="Above the text; optional." findings={findings.get("header")}>
          <HeaderFields
            header={draft.header}
            {...(isOffer ? { allowed: ["IMAGE", "VIDEO"] } : {})}
            accountId={accountId}
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
            label="It ends at a time that is told when it is sent"
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
          hint="A grey line under the text; optional."
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
        <Section title="Buttons" hint="Up to ten; optional." findings={findings.get("buttons")}>
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

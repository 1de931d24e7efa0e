import { Button } from "@mantine/core"
import type { UseFormReturnType } from "@mantine/form"
import { useDisclosure } from "@mantine/hooks"
import { IconSend } from "@tabler/icons-react"
import type { Shapes } from "../../api/client.ts"
import { type ContentDraft, isBlank } from "../../composer/content.ts"
import { MessageComposer } from "../../composer/message-composer.tsx"
import { usePreviewAs } from "../../composer/preview-as.ts"
import { lazyPart } from "../../look/page/lazy-part.tsx"
import { asRequest } from "../../segments/builder/draft.ts"
import { isWholeFilter } from "../../segments/builder/kinds/index.ts"
import { Allowed } from "../../session/allowed.tsx"
import { type CampaignValues, isEveryone, type VariantDraft } from "./values.ts"

const SendTests = lazyPart(() => import("../../test-sends/send-tests.tsx"))

/** What one variant says, how that looks for those who get it, and tests of it. */
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
  const [isTesting, testing] = useDisclosure()
  const { audience, variants } = form.values
  const as = usePreviewAs(isWholeFilter(audience) ? narrowed(audience, number) : undefined)
  return (
    <>
      <MessageComposer
        content={content}
        number={number}
        at={`variants.${place}.content`}
        errors={form.errors}
        as={as}
        onChange={onChange}
        actions={
          number === undefined ? null : (
            <Allowed to="templates:write">
              <Button
                variant="default"
                leftSection={<IconSend size={16} aria-hidden />}
                disabled={isBlank(content)}
                onClick={testing.open}
              >
                Send a test
              </Button>
            </Allowed>
          )
        }
      />
      {isTesting && number !== undefined ? (
        <SendTests
          number={number}
          messages={variants.flatMap((variant) => (isBlank(variant.content) ? [] : [variant]))}
          shown={variants.slice(0, place).filter((variant) => !isBlank(variant.content)).length}
          asContactId={
            as.kind === "made_up" ? null : as.asked && "contact_id" in as.asked ? as.asked.contact_id : null
          }
          onClose={testing.close}
        />
      ) : null}
    </>
  )
}

/** Of the audience, those who are subscribed to the number. */
function narrowed(
  audience: CampaignValues["audience"],
  number: Shapes["Number"] | undefined,
): Shapes["Filter"] {
  const filter = asRequest(audience)
  const groupId = number?.subscription_group_id
  if (!groupId) return filter
  const subscribed = { on: "subscription", group_id: groupId, op: "subscribed" } as const
  return { all: isEveryone(audience) ? [subscribed] : [subscribed, filter] }
}

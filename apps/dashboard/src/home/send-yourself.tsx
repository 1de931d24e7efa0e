import { useDisclosure } from "@mantine/hooks"
import { type ReactNode, Suspense } from "react"
import type { Shapes } from "../api/client.ts"
import { Dialog } from "../look/dialogs/dialog.tsx"
import { lazyPart } from "../look/page/lazy-part.tsx"

const TestSend = lazyPart(
  async () => ({ default: (await import("../templates/preview/test-send.tsx")).TestSend }),
  (alert, { onClose }) => (
    <Dialog title="Send a test" onClose={onClose}>
      {alert}
    </Dialog>
  ),
)

/** Enough to find one to send. */
export const approvedTemplates = { params: { query: { limit: 50, status: "APPROVED" } } } as const

/** Meta puts it into every new account; it says nothing that anyone wants to say. */
const preloaded = "hello_world"

/** Of approved templates those that the workspace wrote. */
export const ownOf = (approved: readonly Shapes["Template"][]): Shapes["Template"][] =>
  approved.filter(({ name }) => name !== preloaded)

/** Of some templates the one with the least to fill in. A code is no message to look at. */
export function simplest(templates: readonly Shapes["Template"][]): Shapes["Template"] | undefined {
  return templates
    .filter(({ category }) => category !== "AUTHENTICATION")
    .toSorted((first, second) => first.variables.length - second.variables.length)[0]
}

/**
 * The dialog in which a template is sent to the member's own phone, and what opens it.
 * @param whenClosed may have been sent meanwhile
 */
export function useSendYourself(
  template: Shapes["Template"] | undefined,
  whenClosed: () => void,
): { open: () => void; dialog: ReactNode } {
  const [isOpen, { open, close }] = useDisclosure()
  return {
    open,
    dialog:
      isOpen && template !== undefined ? (
        <Suspense>
          <TestSend
            template={template}
            onClose={() => {
              close()
              whenClosed()
            }}
          />
        </Suspense>
      ) : null,
  }
}

import { Problem } from "../platform/errors.ts"

/** How many texts that may take any time one caller may have rendered at a time, in previews. */
const mostAtOnce = 4

const underWay = new Map<string, number>()

/** Who asks: a caller of the API. */
export interface Asker {
  workspaceId: string
  actor: string
}

/**
 * Waits for what a process apart renders for one caller, a few at a time, so that nobody fills the queue of the others.
 * @param render renders for one person
 * @throws Problem too_many_requests; unavailable when its turn did not come
 */
export async function fewAtOnce<T>(
  { actor }: Asker,
  render: () => Promise<T[] | "busy">,
): Promise<T | undefined> {
  const before = underWay.get(actor) ?? 0
  if (before >= mostAtOnce) {
    throw new Problem(
      "too_many_requests",
      `${before} texts with loops or lists are being rendered for you already.`,
      {
        help: "Wait until they are done, then ask for the next one.",
      },
    )
  }
  underWay.set(actor, before + 1)
  try {
    const rendered = await render()
    if (rendered !== "busy") return rendered[0]
    throw new Problem("unavailable", "Other texts of the workspace are being rendered.")
  } finally {
    const left = (underWay.get(actor) ?? 1) - 1
    if (left > 0) underWay.set(actor, left)
    else underWay.delete(actor)
  }
}

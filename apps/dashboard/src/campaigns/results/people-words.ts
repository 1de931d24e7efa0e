/** What the people of a campaign are called by what became of their message. Pure. */

export const peopleStates = {
  waiting: "Waiting",
  not_sent: "Not sent",
  control: "In a control group",
  accepted: "Taken by WhatsApp",
  sent: "Sent",
  delivered: "Delivered",
  read: "Read",
  clicked: "Tapped a link",
  replied: "Replied",
  failed: "Failed",
  converted: "Converted",
  opted_out: "Opted out",
} as const
export type PeopleState = keyof typeof peopleStates

export const isPeopleState = (state: string | undefined): state is PeopleState =>
  state !== undefined && Object.hasOwn(peopleStates, state)

/** Those whose people a segment has exactly: where no message was made, no condition on messages holds. */
const stages: Partial<
  Record<PeopleState, "delivered" | "read" | "clicked" | "replied" | "failed" | "dropped">
> = {
  control: "dropped",
  delivered: "delivered",
  read: "read",
  clicked: "clicked",
  replied: "replied",
  failed: "failed",
}

/**
 * The condition of a segment that has the same people; undefined: no segment asks for that.
 * @param of.launchId a launch has the id of its source
 */
export function conditionOf(
  state: PeopleState,
  of: { campaignId: string; launchId?: string | undefined; reason?: string | undefined },
) {
  const stage = stages[state]
  if (stage === undefined) return undefined
  const reason = state === "control" ? "control" : of.reason
  return {
    on: "message" as const,
    stage,
    op: "did" as const,
    ...(of.launchId === undefined ? { campaign_id: of.campaignId } : { source_id: of.launchId }),
    ...(reason === undefined ? {} : { reason }),
  }
}

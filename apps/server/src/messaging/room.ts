import { noBlocks } from "../content-blocks/index.ts"
import { preparePartitions, promptly } from "../platform/database/index.ts"
import { defineRoom } from "../platform/define-room.ts"
import { findClicked, markClicked } from "./clicks.ts"
import { messagesWithBlock, messagesWithFile } from "./content/block-uses.ts"
import { checkTexts, refuseBadLiquid } from "./content/contents.ts"
import { textsKept } from "./content/kept.ts"
import { forgetAnswers } from "./content/outside/kept-answers.ts"
import { foldCounts } from "./counts/fold.ts"
import { fateTopic, hearFates } from "./fates/message-fates.ts"
import { contactsWrittenTo, eraseMessages, exportMessages } from "./history/erase-messages.ts"
import { messagesKept, variablesKept } from "./history/kept.ts"
import { messagesInTimeline } from "./history/messages-in-timeline.ts"
import { startDispatcher } from "./lane/dispatcher.ts"
import { forgetPeople } from "./limit/grants.ts"
import { forgetLog } from "./log/keep-log.ts"
import { moveMessages } from "./move-messages.ts"
import { checkSending } from "./outbox/doctor.ts"
import { sendUndoubted } from "./outbox/doubts.ts"
import { clearOutbox } from "./outbox/expiry.ts"
import { holdRestored } from "./outbox/hold-restored.ts"
import { outboxMeasures } from "./outbox/measures.ts"
import { intakePresence } from "./outbox/outages.ts"
import { tellOfWaits } from "./outbox/tell-waits.ts"
import { eraseHolds, exportHolds, moveHolds } from "./reach/automation-holds.ts"
import { moveDeliveryFacts } from "./reach/delivery-facts.ts"
import { reachOfContacts } from "./reach/reachability.ts"
import { reachabilityRoutes } from "./reach/reachability-routes.ts"
import { messagesRoutes } from "./routes.ts"
import { endSources } from "./sources/sources.ts"
import { messagesOfTemplate } from "./template-uses.ts"
import { eraseGroupMembers, moveGroupMembers } from "./test-sends/of-contacts.ts"
import { testSendRoutes } from "./test-sends/routes.ts"
import { errorWebhooks, inboundWebhooks, refusalWebhooks, statusWebhooks } from "./webhooks.ts"

const untilDone = async (step: () => Promise<boolean>) => {
  while (await step());
}

const hourMs = 60 * 60_000
const dayMs = 24 * hourMs

export const room = defineRoom({
  name: "messaging",
  tables: [
    "contents",
    "outside_answers",
    "sources",
    "source_variants",
    "source_rates",
    "recipients",
    "suppressed_recipients",
    "outbox",
    "messages",
    "stats",
    "stat_deltas",
    "message_payloads",
    "message_webhooks",
    "status_proofs",
    "intake_presence",
    "intake_outages",
    "delivery_facts",
    "closed_countries",
    "limit_portfolios",
    "limit_people",
    "test_groups",
    "test_group_members",
    "automation_holds",
  ],
  permissions: { "messages:send": ["marketer", "agent"] },
  // A campaign can be for one contact.
  includedPermissions: { "messages:send": "campaigns:launch" },
  routes: [messagesRoutes, reachabilityRoutes, testSendRoutes],
  moveContacts: async (tx, merge) => {
    await moveMessages(tx, merge)
    await moveDeliveryFacts(tx, merge)
    await moveGroupMembers(tx, merge)
    await moveHolds(tx, merge)
  },
  eraseContact: async (tx, workspaceId, contactIds, erasure) => {
    await eraseGroupMembers(tx, workspaceId, contactIds)
    await eraseHolds(tx, workspaceId, contactIds)
    await eraseMessages(tx, workspaceId, contactIds, erasure)
  },
  exportContact: async (tx, workspaceId, contactId) => ({
    ...(await exportMessages(tx, workspaceId, contactId)),
    automation_holds: await exportHolds(tx, workspaceId, contactId),
  }),
  exportNeeds: ["conversations:read"],
  contactsInUse: contactsWrittenTo,
  reachOfContacts,
  clickedMessages: { find: findClicked, mark: markClicked },
  timeline: messagesInTimeline,
  usesOfTemplate: messagesOfTemplate,
  usesOfContentBlock: messagesWithBlock,
  usesOfMediaFile: messagesWithFile,
  checkText: (text, field) =>
    void checkTexts({ kind: "free_form", message: { type: "text", text: { body: text } } }, noBlocks, field),
  checkLiquid: refuseBadLiquid,
  // Statuses first, so that an answer is credited to a message that is known to have gone out.
  webhooks: [statusWebhooks, refusalWebhooks, errorWebhooks, inboundWebhooks],
  consumers: [{ topic: fateTopic, consumer: hearFates }],
  lanes: [startDispatcher],
  intake: [intakePresence],
  keeps: (platform) => [messagesKept(platform), variablesKept(platform), textsKept(platform)],
  checks: [{ name: "sending", check: checkSending }],
  measures: outboxMeasures,
  afterRestore: holdRestored,
  chores: ({ databaseUrl, db, clock, config, rooms }) => [
    {
      what: "forgetting what messages said word for word",
      everyMs: hourMs,
      work: () => untilDone(() => forgetLog({ db, clock, config })),
    },
    {
      what: "folding the counts of messages",
      everyMs: 2_000,
      work: () => promptly(() => untilDone(() => foldCounts(db))),
    },
    {
      what: "ending what is canceled, expired or done",
      everyMs: 1_000,
      work: () =>
        promptly(async () => {
          await untilDone(() => clearOutbox(db, clock.now(), rooms))
          await endSources(db, clock.now())
          await sendUndoubted(db, { now: clock.now(), graceMs: config.inDoubtGraceMs })
        }),
    },
    {
      what: "telling of what waits for a limit, or for a person",
      everyMs: 30_000,
      work: () => tellOfWaits(db, { now: clock.now(), graceMs: config.inDoubtGraceMs }),
    },
    {
      what: "forgetting people that a portfolio wrote to more than a day ago",
      everyMs: hourMs,
      work: () => forgetPeople(db, clock.now()),
    },
    {
      what: "forgetting what other systems answered",
      everyMs: 60_000,
      work: () => untilDone(() => forgetAnswers({ db, clock })),
    },
    {
      what: "preparing the coming months' partitions",
      everyMs: dayMs,
      work: () => preparePartitions(databaseUrl, clock.now()),
    },
  ],
})

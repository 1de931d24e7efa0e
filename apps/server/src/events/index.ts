export { announceChanges } from "./announce-changes.ts"
export { contactTopic, record, recordTogether } from "./record.ts"
export type { EventFault, GivenEvent } from "./recording/given-event.ts"
export { type EventError, recordEvents } from "./recording/record-events.ts"

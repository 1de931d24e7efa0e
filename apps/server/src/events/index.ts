export { announceChanges } from "./announce-changes.ts"
export { contactTopic, record, recordTogether } from "./record.ts"

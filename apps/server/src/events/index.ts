export { announceChanges } from "./announce-changes.ts"
export { contactTopic, record } from "./record.ts"

export { announceChanges } from "./announce-changes.ts"
export { contactTopic, record, recordTogether } from "./record.ts"
export { isBefore, type TimelinePage, type TimelinePlace } from "./timeline.ts"

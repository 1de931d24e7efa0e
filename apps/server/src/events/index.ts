export { announceChanges } from "./announce-changes.ts"
export { hearTogether } from "./hear-together.ts"
export {
  eventsOfImport,
  forgetImportedKeys,
  removeImported,
} from "./keeping/undo-events.ts"
export { contactTopic, record, recordTogether } from "./record.ts"
export {
  type EventFault,
  eventFault,
  type GivenEvent,
  longestName,
  mostPropertyBytes,
  mostQuantity,
} from "./recording/given-event.ts"
export { recordEvents } from "./recording/record-events.ts"
export { eventsRoutes } from "./routes.ts"
export { isBefore, type TimelinePage, type TimelinePlace } from "./timeline.ts"

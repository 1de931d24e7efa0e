export type { ClickedMessage, ClickedMessageRef } from "./clicks/apply-clicks.ts"
export { mostSameLinks } from "./link-id.ts"
export { linkPath, readLinkSettings } from "./settings/settings.ts"
export { keepTargets, type LinkMaker, type LinkTarget, LinkTracking } from "./tracking.ts"

export { holdNamed, refuseMissing, refuseMissingCampaigns } from "./check-filter.ts"
export { readFilterScope } from "./compile/filter-scope.ts"
export { type CompiledFilter, compileFilter, scanSql } from "./compile/filter-sql.ts"
export { startKeepingLive } from "./live/keep.ts"
export { probeContacts } from "./probe.ts"
export {
  changeSegment,
  createSegment,
  deleteSegment,
  newSegment,
  segmentChange,
} from "./segments.ts"

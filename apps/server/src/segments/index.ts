export { readFilterScope } from "./compile/filter-scope.ts"
export { type CompiledFilter, compileFilter } from "./compile/filter-sql.ts"
export { startKeepingLive } from "./live/keep.ts"
export { scanSql } from "./members.ts"

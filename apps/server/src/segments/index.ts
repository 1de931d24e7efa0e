export { holdNamed, refuseMissing } from "./check-filter.ts"
export { readFilterScope } from "./compile/filter-scope.ts"
export { type CompiledFilter, compileFilter } from "./compile/filter-sql.ts"
export { scanSql } from "./members.ts"

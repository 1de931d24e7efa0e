export { readFilterScope } from "./compile/filter-scope.ts"
export { type CompiledFilter, compileFilter, scanSql } from "./compile/filter-sql.ts"

export { filterSql } from "./filter-sql.ts"

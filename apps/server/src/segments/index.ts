export { audienceCondition } from "./audience-condition.ts"

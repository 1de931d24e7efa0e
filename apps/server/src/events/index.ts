export { contactTopic, record } from "./record.ts"

export { logRequests } from "./log-requests.ts"

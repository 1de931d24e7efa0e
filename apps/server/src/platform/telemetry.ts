import { type Logger, pino } from "pino"
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client"

export type { Logger }

/** Fields that may carry secrets or what people wrote; they never reach a log line. */
const redacted = [
  "authorization",
  "access_token",
  "accessToken",
  "token",
  "app_secret",
  "appSecret",
  "password",
  "pin",
  "body",
  "text",
].flatMap((field) => [field, `*.${field}`, `*.*.${field}`])

export function createLogger(level: string): Logger {
  return pino({ level, redact: { paths: redacted, censor: "[redacted]" }, base: null })
}

/** What `/metrics` shows, one set for each process. */
export function createMetrics() {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  return {
    registry,
    messages: new Counter({
      name: "parley_messages_total",
      help: "Messages that left the outbox, by outcome (accepted, failed, dropped) and reason",
      labelNames: ["outcome", "reason"],
      registers: [registry],
    }),
    postponed: new Counter({
      name: "parley_messages_postponed_total",
      help: "Messages put back into the outbox, by reason (retry code, hold reason, in_doubt)",
      labelNames: ["reason"],
      registers: [registry],
    }),
    statuses: new Counter({
      name: "parley_statuses_total",
      help: "Status updates applied, by status",
      labelNames: ["status"],
      registers: [registry],
    }),
    inbound: new Counter({
      name: "parley_inbound_total",
      help: "Inbound messages stored",
      registers: [registry],
    }),
    webhooks: new Counter({
      name: "parley_webhooks_total",
      help: "Webhook requests by answer (accepted, bad_signature, not_json, unavailable)",
      labelNames: ["answer"],
      registers: [registry],
    }),
    unknown: new Counter({
      name: "parley_webhooks_unknown_total",
      help: "What webhooks told and this version does not know, by field, and of messages by field/type",
      labelNames: ["what"],
      registers: [registry],
    }),
    lanes: new Gauge({
      name: "parley_lanes",
      help: "Number lanes this process holds",
      registers: [registry],
    }),
    bytesHeld: new Gauge({
      name: "parley_bytes_held",
      help: "Bytes of large requests and files that are in memory, by what they are (files, webhooks)",
      labelNames: ["what"],
      registers: [registry],
    }),
    requests: new Histogram({
      name: "parley_http_request_seconds",
      help: "HTTP requests by route and status",
      labelNames: ["method", "route", "status"],
      buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
      registers: [registry],
    }),
  }
}
export type Metrics = ReturnType<typeof createMetrics>

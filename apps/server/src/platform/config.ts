import { z } from "zod"
import { CannotStart } from "./cannot-start.ts"
import type { S3Bucket } from "./file-store/s3.ts"
import { isNetwork } from "./outgoing/networks.ts"
import { type ProcessRole, processRoles } from "./process-roles.ts"

const role = z.enum(processRoles)
const poolSize = z
  .string()
  .regex(new RegExp(`^(${processRoles.join("|")})=\\d+$`), "sizes by role, such as api=20,lanes=12")
  .transform((value) => value.split("="))
  .pipe(z.tuple([role, z.coerce.number<string>().int().min(2).max(200)]))
const listed = (value: string) => value.split(",").map((name) => name.trim())

const url = (what: string) =>
  z.url({ protocol: /^https?$/, error: `an http(s) address: ${what}`, abort: true })
/** An address that others are appended to, without a slash at its end. */
const httpBase = (what: string) =>
  url(what)
    .refine((value) => !/[?#]/.test(value), "an address without a query and a fragment")
    .transform((value) => value.replace(/\/+$/, ""))
/** An address without anything after its host: what browsers name as the origin of a page. */
const httpOrigin = (what: string) =>
  url(what)
    .refine(
      (value) => /^\w+:\/\/[^/?#@]+\/*$/.test(value),
      "an http(s) address without a path, a query or credentials, such as https://parley.example.com",
    )
    .transform((value) => new URL(value).origin)
const seconds = (fallback: number) => z.coerce.number().positive().max(86_400).default(fallback)

const environment = z.object({
  PORT: z.coerce.number("a port number").int().min(0).max(65_535).default(3000),
  HOST: z.string().default("127.0.0.1"),
  PUBLIC_URL: httpOrigin("the address under which Meta reaches this server").optional(),
  ROLES: z
    .string()
    .default(processRoles.join(","))
    .transform(listed)
    .pipe(z.array(role).min(1))
    .transform((roles) => [...new Set(roles)]),
  DATA_DIR: z.string().min(1).default(".parley"),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: "a postgres:// address" }).optional(),
  DATABASE_POOLS: z
    .string()
    .transform(listed)
    .pipe(z.array(poolSize))
    .transform((sizes) => new Map(sizes))
    .optional(),
  ENCRYPTION_KEY: z
    .string()
    .regex(/^[0-9a-f]{64}$/i, "64 hexadecimal digits, as `openssl rand -hex 32` prints them")
    .optional(),
  API_KEY: z
    .string()
    .regex(/^pk_[A-Za-z0-9_-]{32,}$/, "pk_ followed by at least 32 letters or digits")
    .optional(),
  META_GRAPH_URL: httpBase("the Graph API").default("https://graph.facebook.com"),
  META_GRAPH_VERSION: z
    .string()
    .regex(/^v\d+\.\d+$/, "a Graph version such as v23.0")
    .default("v23.0"),
  META_APP_ID: z
    .string("the id of your Meta app (App dashboard → Settings → Basic)")
    .regex(/^\d+$/, "digits"),
  META_APP_SECRET: z
    .string("the secret of your Meta app (App dashboard → Settings → Basic)")
    .min(1)
    .transform((value) => value.split(",").map((secret) => secret.trim()))
    .pipe(z.tuple([z.string().min(8)], z.string().min(8))),
  META_TIMEOUT_SECONDS: seconds(30),
  META_LOGIN_CONFIG_ID: z.string().regex(/^\d+$/, "digits").optional(),
  META_DIALOG_URL: httpBase("where the login dialog is").default("https://www.facebook.com"),
  META_SDK_URL: url("Meta's JavaScript SDK").default("https://connect.facebook.net/en_US/sdk.js"),
  META_APP_MODE: z.enum(["live", "development"], "live or development").default("live"),
  META_APP_ACCESS: z.enum(["advanced", "standard"], "advanced or standard").default("advanced"),
  WEBHOOK_VERIFY_TOKEN: z.string().min(8).optional(),
  SMTP_URL: z
    .url({ protocol: /^smtps?$/, error: "an address such as smtps://user:password@mail.example.com" })
    .optional(),
  MAIL_FROM: z.string().min(3).default("Parley <parley@localhost>"),
  OIDC_ISSUER: httpBase("the issuer of your identity provider").optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  OIDC_NAME: z.string().default("Single sign-on"),
  S3_ENDPOINT: httpBase("an S3 service").optional(),
  S3_REGION: z.string().default("us-east-1"),
  S3_BUCKET: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, "the name of a bucket")
    .optional(),
  S3_ACCESS_KEY_ID: z.string().optional(),
  S3_SECRET_ACCESS_KEY: z.string().optional(),
  TRUSTED_PROXIES: z.string().optional(),
  OUTGOING_ALLOWED_NETWORKS: z
    .string()
    .transform(listed)
    .pipe(z.array(z.string().refine(isNetwork, "networks such as 10.1.0.0/16,::1/128")))
    .optional(),
  METRICS_TOKEN: z
    .string()
    .regex(/^[\x21-\x7e]{16,}$/, "16 or more letters, digits or signs, as `openssl rand -hex 32` prints them")
    .optional(),
  CLOCK_URL: url("a clock that answers {now}").optional(),
  IN_DOUBT_GRACE_SECONDS: seconds(300),
  MESSAGE_LOG_DAYS: z.coerce.number().int().min(0).max(30).default(30),
  LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"]).default("info"),
})

/** What a backup has to know of an installation: where it is, and nothing of Meta. */
const backupEnvironment = environment
  .pick({
    DATA_DIR: true,
    DATABASE_URL: true,
    ENCRYPTION_KEY: true,
    WEBHOOK_VERIFY_TOKEN: true,
    API_KEY: true,
  })
  .extend({
    PARLEY_BACKUP_PASSPHRASE: z.string().min(12, "12 characters or more").optional(),
  })

/** The whole configuration of a process, as docs/operations.md lists it. */
export interface Config {
  host: string
  port: number
  /** Where Meta and browsers reach this server: an origin, with nothing after the host. */
  publicUrl: string
  roles: readonly ProcessRole[]
  dataDir: string
  /** Undefined: the embedded PostgreSQL in `dataDir`. */
  databaseUrl: string | undefined
  /** Connections of a role where they are not as many as usual. */
  databasePools: ReadonlyMap<ProcessRole, number>
  /** 32 bytes in hexadecimal; undefined: the key kept in `dataDir`. */
  encryptionKey: string | undefined
  apiKey: string | undefined
  meta: {
    graphUrl: string
    version: string
    appId: string
    /** The first signs requests; all of them are accepted on webhooks, so that a secret can be rotated. */
    appSecrets: readonly [string, ...string[]]
    timeoutMs: number
    verifyToken: string | undefined
    /** Of Facebook Login for Business; undefined: a plain login, without the screens that make accounts and numbers. */
    loginConfigId: string | undefined
    /** Where a browser finds the login dialog, without a slash at the end. */
    dialogUrl: string
    /** Where a browser finds Meta's JavaScript SDK. */
    sdkUrl: string
    /** Meta tells neither of these by API: App Dashboard → the switch at the top, and App Review → Permissions. */
    appMode: "live" | "development"
    appAccess: "advanced" | "standard"
  }
  mail: {
    /** Undefined: there is nobody to deliver mails; the product shows links instead. */
    smtpUrl: string | undefined
    from: string
  }
  /** Undefined: members sign in with a password or a passkey only. */
  oidc: { name: string; issuer: string; clientId: string; clientSecret: string } | undefined
  /** Where files are kept that people send. */
  files: { kind: "folder"; folder: string } | ({ kind: "s3" } & S3Bucket)
  /** Addresses or networks whose X-Forwarded-For is believed, as Fastify's `trustProxy` takes them. */
  trustedProxies: string | undefined
  /** Private networks that addresses of users, such as those of webhooks, may be in all the same. */
  outgoingNetworks: readonly string[]
  /** What `/metrics` takes; undefined: it answers on this machine alone. */
  metricsToken: string | undefined
  clockUrl: string | undefined
  inDoubtGraceMs: number
  /** How long payloads of messages and what Meta told of them are kept; 0: not at all. No longer than the messages themselves. */
  messageLogDays: number
  logLevel: string
}

function readOidc(env: z.infer<typeof environment>): Config["oidc"] {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = env
  if (!issuer && !clientId && !clientSecret) return undefined
  if (issuer && clientId && clientSecret) return { name: env.OIDC_NAME, issuer, clientId, clientSecret }
  throw new ConfigError(
    "The configuration cannot be used:\n" +
      "  OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET go together; set all three or none\nSee docs/operations.md.",
  )
}

function readFiles(env: z.infer<typeof environment>): Config["files"] {
  const { S3_BUCKET: bucket, S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secretAccessKey } = env
  const { S3_REGION: region, S3_ENDPOINT: endpoint } = env
  if (bucket && accessKeyId && secretAccessKey) {
    const ofRegion = `https://s3.${region}.amazonaws.com`
    return { kind: "s3", endpoint: endpoint ?? ofRegion, region, bucket, accessKeyId, secretAccessKey }
  }
  if (!bucket && !accessKeyId && !secretAccessKey && !endpoint)
    return { kind: "folder", folder: `${env.DATA_DIR}/files` }
  throw new ConfigError(
    "The configuration cannot be used:\n" +
      "  S3_BUCKET, S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY go together; set all three or none\nSee docs/operations.md.",
  )
}

/** A configuration that cannot be used: one line a variable, with what is expected of it. */
export class ConfigError extends CannotStart {
  override name = "ConfigError"
}

type Variables = Record<string, string | undefined>

function parseVariables<Parsed>(schema: z.ZodType<Parsed>, variables: Variables): Parsed {
  const present = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ""))
  const parsed = schema.safeParse(present)
  if (parsed.success) return parsed.data
  const lines = parsed.error.issues.map((issue) => {
    const name = String(issue.path[0])
    const state = present[name] === undefined ? "is not set" : "is not valid"
    return `  ${name} ${state}; expected ${issue.message}`
  })
  throw new ConfigError(`The configuration cannot be used:\n${lines.join("\n")}\nSee docs/operations.md.`)
}

/** Where an installation is, and what a backup's keys are sealed by. */
export type BackupPlace = Pick<Config, "dataDir" | "databaseUrl" | "encryptionKey" | "apiKey"> & {
  verifyToken: string | undefined
  passphrase: string | undefined
}

/** @throws ConfigError as {@link readConfig} does */
export function readBackupPlace(variables: Variables): BackupPlace {
  const env = parseVariables(backupEnvironment, variables)
  return {
    dataDir: env.DATA_DIR,
    databaseUrl: env.DATABASE_URL,
    encryptionKey: env.ENCRYPTION_KEY,
    apiKey: env.API_KEY,
    verifyToken: env.WEBHOOK_VERIFY_TOKEN,
    passphrase: env.PARLEY_BACKUP_PASSPHRASE,
  }
}

/**
 * Reads the configuration from environment variables. An empty variable counts as absent.
 * @throws ConfigError naming every variable that is wrong or missing
 */
export function readConfig(variables: Variables): Config {
  const env = parseVariables(environment, variables)
  return {
    host: env.HOST,
    port: env.PORT,
    publicUrl: env.PUBLIC_URL ?? `http://localhost:${env.PORT}`,
    roles: env.ROLES,
    dataDir: env.DATA_DIR,
    databaseUrl: env.DATABASE_URL,
    databasePools: env.DATABASE_POOLS ?? new Map(),
    encryptionKey: env.ENCRYPTION_KEY,
    apiKey: env.API_KEY,
    meta: {
      graphUrl: env.META_GRAPH_URL,
      version: env.META_GRAPH_VERSION,
      appId: env.META_APP_ID,
      appSecrets: env.META_APP_SECRET,
      timeoutMs: env.META_TIMEOUT_SECONDS * 1000,
      verifyToken: env.WEBHOOK_VERIFY_TOKEN,
      loginConfigId: env.META_LOGIN_CONFIG_ID,
      dialogUrl: env.META_DIALOG_URL,
      sdkUrl: env.META_SDK_URL,
      appMode: env.META_APP_MODE,
      appAccess: env.META_APP_ACCESS,
    },
    mail: { smtpUrl: env.SMTP_URL, from: env.MAIL_FROM },
    oidc: readOidc(env),
    files: readFiles(env),
    trustedProxies: env.TRUSTED_PROXIES,
    outgoingNetworks: env.OUTGOING_ALLOWED_NETWORKS ?? [],
    metricsToken: env.METRICS_TOKEN,
    clockUrl: env.CLOCK_URL,
    inDoubtGraceMs: env.IN_DOUBT_GRACE_SECONDS * 1000,
    messageLogDays: env.MESSAGE_LOG_DAYS,
    logLevel: env.LOG_LEVEL,
  }
}

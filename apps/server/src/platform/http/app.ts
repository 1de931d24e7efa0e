import { randomUUID } from "node:crypto"
import swagger from "@fastify/swagger"
import swaggerUi from "@fastify/swagger-ui"
import { fastify, LogController } from "fastify"
import {
  createJsonSchemaTransform,
  jsonSchemaTransformObject,
  serializerCompiler,
  validatorCompiler,
  type ZodTypeProvider,
} from "fastify-type-provider-zod"
import type { Logger, Metrics } from "../telemetry.ts"
import { answerError, answerNotFound } from "./answer-error.ts"
import { nameSchemas } from "./schema-names.ts"
import { securityHeaders } from "./security-headers.ts"
import { cutSlowBodies, type Patience, patience as usualPatience } from "./slow-requests.ts"
import { refuseUnstorable } from "./unstorable-text.ts"
import { speakPlainly } from "./validation-messages.ts"
import { usualBodyBytes } from "./whole-body.ts"

/** Dates are JSON's date-time strings on the wire. */
const transform = createJsonSchemaTransform({
  skipList: ["/docs/*"],
  zodToJsonConfig: {
    unrepresentable: "any",
    override: ({ zodSchema, jsonSchema }) => {
      if (zodSchema._zod.def.type === "date")
        Object.assign(jsonSchema, { type: "string", format: "date-time" })
    },
  },
})

const logo = `<svg xmlns="http://www.w3.org/2000/svg" width="120" height="40"><text x="0" y="29" font-family="sans-serif" font-size="28" font-weight="bold" fill="#fff">Parley</text></svg>`

export type HttpApp = ReturnType<typeof createHttpApp>

/**
 * An HTTP application with everything every route shares: zod validation both ways, one error shape, request ids and
 * metrics, and the OpenAPI document of its routes at `/openapi.json` with a readable page at `/docs`.
 */
export function createHttpApp({
  logger,
  metrics,
  version,
  publicUrl = "http://localhost",
  trustedProxies,
  patience = usualPatience,
}: {
  logger: Logger
  metrics: Metrics
  version: string
  /** Where browsers reach it: whether that is https decides what they are told. */
  publicUrl?: string
  trustedProxies?: string | undefined
  patience?: Patience | undefined
}) {
  speakPlainly()
  const headers = securityHeaders(publicUrl)
  const slowBodies = cutSlowBodies(patience)
  const app = fastify({
    loggerInstance: logger,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    // A logger for each request costs as much as a webhook's signature: what there is to log names its request.
    childLoggerFactory: (logger) => logger,
    trustProxy: trustedProxies ?? false,
    forceCloseConnections: "idle",
    http: { headersTimeout: patience.headersMs, connectionsCheckingInterval: patience.lookMs },
    bodyLimit: usualBodyBytes,
    routerOptions: { maxParamLength: 200 },
    // An address that is none comes here past every hook.
    frameworkErrors: (error, request, reply) => {
      slowBodies.follow(request.raw)
      answerError(error, request, reply.headers(headers))
    },
  }).withTypeProvider<ZodTypeProvider>()

  app.removeContentTypeParser("text/plain") // JSON unless a route says otherwise
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  app.setErrorHandler(answerError)
  app.setNotFoundHandler(answerNotFound)

  app.addHook("onRequest", async (request, reply) => {
    slowBodies.follow(request.raw)
    reply.headers(headers)
  })
  app.addHook("onClose", async () => slowBodies.stop())

  app.addHook("onRoute", ({ url, bodyLimit = 0 }) => {
    if (bodyLimit > usualBodyBytes)
      throw new Error(`${url} would hold large bodies in memory; read them with readWholeBodies`)
  })

  app.addHook("preValidation", refuseUnstorable)

  app.addHook("onResponse", async (request, reply) => {
    const route = request.routeOptions.url ?? "unknown"
    metrics.requests.labels(request.method, route, String(reply.statusCode)).observe(reply.elapsedTime / 1000)
    request.log.debug(
      {
        reqId: request.id,
        method: request.method,
        route,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
      },
      "request",
    )
  })

  app.register(swagger, {
    openapi: {
      openapi: "3.1.0",
      info: { title: "Parley API", version, license: { name: "Apache-2.0", identifier: "Apache-2.0" } },
      components: {
        securitySchemes: {
          api_key: { type: "http", scheme: "bearer", description: "An API key, pk_…" },
          operator_key: {
            type: "http",
            scheme: "bearer",
            description:
              "The key of the installation's operator, po_…, which the server keeps in DATA_DIR/operator-key",
          },
          session: {
            type: "apiKey",
            in: "cookie",
            name: "parley.session_token",
            description: "A member who is signed in; the header Parley-Workspace names the workspace",
          },
        },
      },
      security: [{ api_key: [] }, { session: [] }],
    },
    transform,
    transformObject: (document) => nameSchemas(jsonSchemaTransformObject(document)),
  })
  app.register(swaggerUi, {
    routePrefix: "/docs",
    theme: { title: "Parley API" },
    logo: { type: "image/svg+xml", content: Buffer.from(logo), href: "/docs" },
  })
  app.get("/openapi.json", { schema: { hide: true } }, () => app.swagger())
  return app
}

import { createHash, createSign, generateKeyPairSync, randomUUID } from "node:crypto"
import { fastify } from "fastify"

const base64 = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url")

interface Person {
  sub: string
  email: string
  email_verified: boolean
  name: string
}

/** A provider of single sign-on (OpenID Connect, code flow with PKCE) at which `person` is signed in already. */
export async function startIdentityProvider(clientId: string, port = 0) {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 })
  const asked = new Map<string, { nonce: string | undefined; challenge: string | undefined }>()
  let person: Person | undefined
  let issuer = ""
  const app = fastify()
  app.addContentTypeParser(
    "application/x-www-form-urlencoded",
    { parseAs: "string" },
    (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(String(body)))),
  )
  app.get("/.well-known/openid-configuration", () => ({
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/keys`,
    id_token_signing_alg_values_supported: ["RS256"],
  }))
  app.get("/keys", () => ({
    keys: [{ ...publicKey.export({ format: "jwk" }), kid: "1", alg: "RS256", use: "sig" }],
  }))
  app.get<{ Querystring: Record<string, string> }>("/authorize", ({ query }, reply) => {
    const code = randomUUID()
    asked.set(code, { nonce: query.nonce, challenge: query.code_challenge })
    const back = new URL(query.redirect_uri ?? "")
    back.searchParams.set("code", code)
    back.searchParams.set("state", query.state ?? "")
    return reply.redirect(back.href)
  })
  app.post<{ Body: Record<string, string> }>("/token", ({ body }, reply) => {
    const grant = asked.get(body.code ?? "")
    const proof = createHash("sha256")
      .update(body.code_verifier ?? "")
      .digest("base64url")
    if (!grant || !person || grant.challenge !== proof)
      return reply.status(400).send({ error: "invalid_grant" })
    const now = Math.floor(Date.now() / 1000)
    const claims = { iss: issuer, aud: clientId, iat: now, exp: now + 300, nonce: grant.nonce, ...person }
    const signed = `${base64({ alg: "RS256", kid: "1" })}.${base64(claims)}`
    const signature = createSign("RSA-SHA256").update(signed).sign(privateKey, "base64url")
    return reply.send({
      access_token: randomUUID(),
      token_type: "Bearer",
      id_token: `${signed}.${signature}`,
    })
  })
  issuer = await app.listen({ port, host: "127.0.0.1" })
  return {
    issuer,
    /** Undefined: nobody is, and the provider refuses what was started. */
    signInAs(next: Person | undefined) {
      person = next
    },
    close: () => app.close(),
  }
}

import { createHash, createSign, generateKeyPairSync, randomBytes } from "node:crypto"

const sha256 = (data: string | Buffer): Buffer => createHash("sha256").update(data).digest()

type Cbor = number | string | Buffer | Map<number | string, Cbor>

/** As much CBOR (RFC 8949) as an attestation without a statement needs: maps of small integers, texts and bytes. */
function cbor(value: Cbor): Buffer {
  if (typeof value === "number") return head(value < 0 ? 1 : 0, value < 0 ? -1 - value : value)
  if (typeof value === "string") return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)])
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value])
  const entries = [...value].flatMap(([key, held]) => [cbor(key), cbor(held)])
  return Buffer.concat([head(5, value.size), ...entries])
}

function head(major: number, length: number): Buffer {
  if (length < 24) return Buffer.from([(major << 5) | length])
  if (length < 256) return Buffer.from([(major << 5) | 24, length])
  return Buffer.from([(major << 5) | 25, length >> 8, length & 255])
}

/** A passkey in software (WebAuthn level 2, ES256, no attestation), as a phone or laptop would hold it. */
export function createAuthenticator(origin: string) {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" })
  const { x = "", y = "" } = publicKey.export({ format: "jwk" })
  const rpHash = sha256(new URL(origin).hostname)
  const id = randomBytes(16)
  let counter = 0

  const clientData = (type: string, challenge: string): Buffer =>
    Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }))
  const authenticatorData = (flags: number, more: Buffer = Buffer.alloc(0)): Buffer => {
    const count = Buffer.alloc(4)
    count.writeUInt32BE(counter++)
    return Buffer.concat([rpHash, Buffer.from([flags]), count, more])
  }
  const credential = (response: Record<string, string>) => ({
    id: id.toString("base64url"),
    rawId: id.toString("base64url"),
    type: "public-key",
    clientExtensionResults: {},
    authenticatorAttachment: "platform",
    response,
  })

  return {
    /** Answers a server's offer to register. */
    register(challenge: string) {
      const key = new Map<number | string, Cbor>([
        [1, 2], // an elliptic curve key
        [3, -7], // for ES256
        [-1, 1], // on P-256
        [-2, Buffer.from(x, "base64url")],
        [-3, Buffer.from(y, "base64url")],
      ])
      const attested = Buffer.concat([Buffer.alloc(16), Buffer.from([0, id.length]), id, cbor(key)])
      const attestation = new Map<number | string, Cbor>([
        ["fmt", "none"],
        ["attStmt", new Map()],
        ["authData", authenticatorData(0b0100_0101, attested)],
      ])
      return credential({
        clientDataJSON: clientData("webauthn.create", challenge).toString("base64url"),
        attestationObject: cbor(attestation).toString("base64url"),
      })
    },
    /** Answers a server's challenge. */
    sign(challenge: string) {
      const client = clientData("webauthn.get", challenge)
      const data = authenticatorData(0b0000_0101)
      const signature = createSign("sha256")
        .update(Buffer.concat([data, sha256(client)]))
        .sign(privateKey)
      return credential({
        clientDataJSON: client.toString("base64url"),
        authenticatorData: data.toString("base64url"),
        signature: signature.toString("base64url"),
      })
    },
  }
}

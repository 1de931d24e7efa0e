/** How a request is refused: Meta's error envelope. Thrown anywhere below the router, written in one place. */
import { detailsOf, httpStatusOf, isGraphs, isTransient, subcodeOf, titleOf } from "../../meta-errors.ts"

export interface RefusalParts {
  code: number
  message: string
  httpStatus?: number | undefined
  type?: "OAuthException" | "GraphMethodException" | undefined
  subcode?: number | undefined
  /** `error_data.details`, with messaging_product beside it. */
  details?: string | undefined
  userTitle?: string | undefined
  userMessage?: string | undefined
  isTransient?: boolean | undefined
  /** Members beside `error`, where a part of what was asked has been done. */
  beside?: object | undefined
}

export class Refusal extends Error {
  readonly parts: RefusalParts
  readonly httpStatus: number

  constructor(parts: RefusalParts) {
    super(parts.message)
    this.parts = parts
    this.httpStatus = parts.httpStatus ?? httpStatusOf(parts.code)
  }

  /** The envelope as JSON text. Key order is Meta's. */
  body(traceId: string): string {
    const { code, message, type, subcode, details, userTitle, userMessage, isTransient, beside } = this.parts
    return JSON.stringify({
      ...beside,
      error: {
        message,
        type: type ?? "OAuthException",
        code,
        ...(details === undefined ? {} : { error_data: { messaging_product: "whatsapp", details } }),
        ...(subcode === undefined ? {} : { error_subcode: subcode }),
        ...(isTransient === undefined ? {} : { is_transient: isTransient }),
        ...(userTitle === undefined ? {} : { error_user_title: userTitle }),
        ...(userMessage === undefined ? {} : { error_user_msg: userMessage }),
        fbtrace_id: traceId,
      },
    })
  }
}

/** A WhatsApp error: `(#CODE) Title` and a sentence in `error_data.details`. */
export function whatsappError(code: number, details?: string, subcode?: number): Refusal {
  return new Refusal({
    code,
    message: `(#${code}) ${titleOf(code)}`,
    details: details ?? titleOf(code),
    subcode: subcode ?? subcodeOf(code),
  })
}

/** What may be said of a refusal in another way than Meta's. */
export interface Wording {
  subcode?: number | undefined
  httpStatus?: number | undefined
  details?: string | undefined
}

/** The refusal of any code, as Meta writes it for `method` on the object `id`. */
export function refusalOf(code: number, method: string, id: string, wording: Wording = {}): Refusal {
  const { httpStatus, details, subcode = subcodeOf(code) } = wording
  if (code === 100 && subcode === 33) return missingObject(method, id, httpStatus)
  return new Refusal({
    code,
    subcode,
    httpStatus,
    message: `(#${code}) ${titleOf(code)}`,
    details: details ?? (isGraphs(code) ? undefined : detailsOf(code)),
    isTransient: isTransient(code),
  })
}

/** `(#100) …` with a message of its own. */
export function invalidParameter(message: string, details?: string): Refusal {
  return new Refusal({ code: 100, message: `(#100) ${message}`, details })
}

export function missingParameter(name: string): Refusal {
  return invalidParameter(`The parameter ${name} is required.`)
}

export function notOneOf(name: string, allowed: readonly string[], got: unknown): Refusal {
  const shown = typeof got === "string" ? got : JSON.stringify(got)
  return invalidParameter(`Param ${name} must be one of {${allowed.join(", ")}} - got "${shown}".`)
}

export function wrongType(name: string, expected: string): Refusal {
  return invalidParameter(`Param ${name} must be ${expected}.`)
}

/** Objects that are missing and objects out of the token's reach look the same. */
export function missingObject(method: string, id: string, httpStatus?: number): Refusal {
  return new Refusal({
    code: 100,
    subcode: 33,
    httpStatus,
    type: "GraphMethodException",
    message: `Unsupported ${method.toLowerCase()} request. Object with ID '${id}' does not exist, cannot be loaded due to missing permissions, or does not support this operation. Please read the Graph API documentation at https://developers.facebook.com/docs/graph-api`,
  })
}

export function unknownPath(path: readonly string[]): Refusal {
  return new Refusal({ code: 2500, message: `Unknown path components: /${path.join("/")}`, httpStatus: 400 })
}

/** Template edges: code 100, the seven-digit number as subcode, and words for the person at the screen. */
export function templateError(subcode: number, userTitle: string, userMessage: string): Refusal {
  return new Refusal({
    code: 100,
    message: "Invalid parameter",
    subcode,
    userTitle,
    userMessage,
    isTransient: false,
  })
}

/** Groups, calls, partner solutions and the like: open to chosen businesses only, and these are not among them. */
export function refusePermission(): never {
  throw new Refusal({ code: 10, message: "(#10) Application does not have permission for this action" })
}

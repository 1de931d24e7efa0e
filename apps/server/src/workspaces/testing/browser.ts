import { request } from "undici"

export const password = "correct horse battery"

/** As much of a browser as signing in needs: it keeps cookies and says where its requests come from. */
export class Browser {
  readonly #address: string
  readonly #apiKey: string | undefined
  readonly cookies = new Map<string, string>()
  /** Sent with every request. */
  readonly headers: Record<string, string> = {}
  workspace: string | undefined
  origin: string

  constructor(address: string, apiKey?: string) {
    this.#address = address
    this.#apiKey = apiKey
    this.origin = address
  }

  async ask(
    method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE",
    path: string,
    body?: unknown,
    more: Record<string, string> = {},
  ) {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ")
    const answer = await request(`${this.#address}${path}`, {
      method,
      headers: {
        ...(this.#apiKey ? { authorization: `Bearer ${this.#apiKey}` } : {}),
        ...(cookie ? { cookie } : {}),
        ...(this.workspace ? { "parley-workspace": this.workspace } : {}),
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...(method === "GET" || this.origin === "" ? {} : { origin: this.origin }),
        ...this.headers,
        ...more,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    for (const set of [answer.headers["set-cookie"] ?? []].flat()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(set) ?? []
      if (value === "" || /max-age=0/i.test(set)) this.cookies.delete(name)
      else this.cookies.set(name, value)
    }
    const text = await answer.body.text()
    const isJson = String(answer.headers["content-type"]).includes("json")
    return {
      status: answer.statusCode,
      headers: answer.headers,
      text,
      body: isJson && text ? JSON.parse(text) : undefined,
    }
  }

  signUp(name: string, email: string, more: Record<string, string> = {}) {
    return this.ask("POST", "/auth/sign-up/email", { name, email, password }, more)
  }

  signIn(email: string, given = password) {
    return this.ask("POST", "/auth/sign-in/email", { email, password: given })
  }
}

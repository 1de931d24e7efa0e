/** Login with Facebook in a popup, through Meta's JavaScript SDK. */
import type { Shapes } from "../../api/client.ts"
import { readSessionEvent, type SessionEvent } from "./session-event.ts"

/** How a popup ended. */
export type PopupEnd =
  | { kind: "code"; code: string }
  /** Closed or denied; where the person was, if the dialog said so. */
  | { kind: "left"; session: SessionEvent | undefined }
  /** The browser kept the window from opening. */
  | { kind: "blocked" }

interface FacebookSdk {
  init(options: { appId: string; version: string; autoLogAppEvents: boolean; xfbml: boolean }): void
  login(
    answer: (response: { authResponse?: { code?: string } | null }) => void,
    options: Record<string, unknown>,
  ): void
}

const patienceMs = 8_000

let loading: Promise<FacebookSdk> | undefined

/**
 * Loads the SDK, once. It has to be there before the button is pressed: browsers open popups only from a click.
 * @throws Error when it cannot be loaded, as behind a blocker; then the dialog is opened as a page
 */
export function loadFacebook(dialog: Shapes["LoginDialog"]): Promise<FacebookSdk> {
  loading ??= new Promise<FacebookSdk>((resolve, reject) => {
    const script = document.createElement("script")
    script.src = dialog.sdk_url
    script.async = true
    const timer = setTimeout(() => reject(new Error("Meta's SDK did not load in time.")), patienceMs)
    script.onerror = () => reject(new Error("Meta's SDK could not be loaded."))
    script.onload = () => {
      clearTimeout(timer)
      const sdk = installed()
      if (sdk === undefined) return reject(new Error("Meta's SDK is not what it was expected to be."))
      sdk.init({ appId: dialog.app_id, version: dialog.graph_version, autoLogAppEvents: true, xfbml: false })
      resolve(sdk)
    }
    document.head.append(script)
  })
  loading.catch(() => {
    loading = undefined
  })
  return loading
}

function installed(): FacebookSdk | undefined {
  const sdk: unknown = Reflect.get(window, "FB")
  return isSdk(sdk) ? sdk : undefined
}

function isSdk(value: unknown): value is FacebookSdk {
  return typeof value === "object" && value !== null && "init" in value && "login" in value
}

/** Opens the dialog and waits for its end. To be called in the click itself. */
export function openPopup(sdk: FacebookSdk, dialog: Shapes["LoginDialog"]): Promise<PopupEnd> {
  let session: SessionEvent | undefined
  const listen = (event: MessageEvent) => {
    session = readSessionEvent(event) ?? session
  }
  window.addEventListener("message", listen)
  return new Promise<PopupEnd>((resolve) => {
    const end = (how: PopupEnd) => {
      window.removeEventListener("message", listen)
      resolve(how)
    }
    const isOpen = opensWindow(() =>
      sdk.login(
        ({ authResponse }) => {
          const code = authResponse?.code
          end(code === undefined ? { kind: "left", session } : { kind: "code", code })
        },
        {
          response_type: "code",
          override_default_response_type: true,
          ...(dialog.config_id === null
            ? { scope: dialog.scope }
            : { config_id: dialog.config_id, extras: dialog.extras }),
        },
      ),
    )
    if (!isOpen) end({ kind: "blocked" })
  })
}

/** Whether the browser lets `open` open a window. The SDK does not tell: to it, a window that was kept shut was closed. */
function opensWindow(open: () => void): boolean {
  const browsers = window.open
  let isBlocked = false
  window.open = (...address) => {
    const opened = browsers.apply(window, address)
    isBlocked = opened === null
    return opened
  }
  try {
    open()
  } finally {
    window.open = browsers
  }
  return !isBlocked
}

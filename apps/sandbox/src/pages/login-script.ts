/**
 * The stand-in for Meta's JavaScript SDK, as far as it opens the login dialog: `FB.init`, `FB.login`,
 * `FB.getLoginStatus`, and `window.fbAsyncInit`. Session events reach the page as Meta's do, with an origin
 * of facebook.com, because clients are told to check it.
 */
export const loginScript = `(() => {
  const base = new URL(document.currentScript.src).origin
  let settings = {}
  let latest = { status: "unknown", authResponse: null }

  function login(callback, options = {}) {
    const query = new URLSearchParams({
      client_id: String(settings.appId || ""),
      response_type: options.response_type || "code",
      display: "popup",
      sdk: "joey",
      origin: location.origin,
    })
    if (options.config_id) query.set("config_id", options.config_id)
    if (options.scope) query.set("scope", options.scope)
    if (options.extras) query.set("extras", JSON.stringify(options.extras))
    const version = settings.version || "v23.0"
    const popup = window.open(base + "/" + version + "/dialog/oauth?" + query, "sandbox-login", "width=720,height=800")
    let isOver = false

    function end(response) {
      if (isOver) return
      isOver = true
      clearInterval(watch)
      window.removeEventListener("message", listen)
      latest = response
      if (callback) callback(response)
    }
    function listen(event) {
      if (event.origin !== base || event.source !== popup || typeof event.data !== "object" || event.data === null) return
      if (typeof event.data.session === "string") {
        window.dispatchEvent(
          new MessageEvent("message", { data: event.data.session, origin: "https://www.facebook.com", source: popup }),
        )
      }
      if ("authResponse" in event.data) {
        const authResponse = event.data.authResponse
        end({ status: authResponse ? "connected" : "unknown", authResponse })
      }
    }
    const watch = setInterval(() => {
      if (!popup || popup.closed) end({ status: "unknown", authResponse: null })
    }, 500)
    window.addEventListener("message", listen)
  }

  window.FB = {
    init: (options) => { settings = options || {} },
    login,
    logout: (callback) => {
      latest = { status: "unknown", authResponse: null }
      if (callback) callback(latest)
    },
    getLoginStatus: (callback) => callback(latest),
    getAuthResponse: () => latest.authResponse,
    AppEvents: { logPageView() {} },
    XFBML: { parse() {} },
  }
  if (typeof window.fbAsyncInit === "function") window.fbAsyncInit()
})()
`

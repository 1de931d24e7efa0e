import { nobody } from "../page-in-tests.ts"
import type { PagesOf } from "../room.ts"
import type { room } from "./room.ts"

/** What each role may see and do on the pages of this room, for the browser tests. */
export const pages: PagesOf<typeof room> = {
  "/connect": { opens: "connection:read", asks: "/v1/business-accounts", shows: "heading WhatsApp" },
  "/connect/whatsapp": {
    opens: "connection:read",
    asks: "/v1/business-accounts",
    shows: "heading Lucky Shrub",
    writes: {
      "checkbox People agree first": [
        "connection:manage",
        "POST /v1/connect/prerequisites/opt_in/acknowledgement",
      ],
      "button I have read and acknowledge all of them": [
        "connection:manage",
        "POST /v1/connect/prerequisites/opt_in/acknowledgement",
      ],
      "button More for Lucky Shrub": ["connection:manage", `POST /v1/business-accounts/${nobody}/disconnect`],
      "button Check again": [
        "connection:manage",
        `POST /v1/business-accounts/${nobody}/optimized-delivery`,
      ],
      "button Add a number": ["connection:manage", `POST /v1/business-accounts/${nobody}/numbers`],
      "button Add an account": ["connection:manage", "POST /v1/connect/whatsapp"],
      "button Run checks": ["connection:manage", "POST /v1/doctor"],
    },
    harmless: [
      "button 1 Prerequisites Read and acknowledge",
      "button 2 Login Account and number",
      "button 3 Number Verify and register",
      "button 4 Ready Templates, then campaigns",
      "button Prerequisites 0 of 7 acknowledged",
    ],
  },
  "/connect/whatsapp/callback": {
    opens: "connection:manage",
    asks: "/v1/connect/login",
    shows: "link Back to WhatsApp",
  },
  "/connect/whatsapp/numbers/$numberId": {
    of: { numberId: "/v1/numbers" },
    opens: "connection:read",
    asks: "/v1/numbers",
    shows: "textbox About",
    writes: {
      "button Refresh": ["connection:manage", `POST /v1/numbers/${nobody}/refresh`],
      "button Change…": ["connection:manage", `POST /v1/numbers/${nobody}/display-name`],
      "button Show PIN": ["connection:manage", `POST /v1/numbers/${nobody}/register`],
      "button Change PIN…": ["connection:manage", `PUT /v1/numbers/${nobody}/pin`],
      "button Register again": ["connection:manage", `POST /v1/numbers/${nobody}/register`],
      "button Save rate": ["connection:manage", `PATCH /v1/numbers/${nobody}`],
      "button Upload picture": ["connection:manage", `PUT /v1/numbers/${nobody}/profile/picture`],
      "button Save profile": ["connection:manage", `PATCH /v1/numbers/${nobody}/profile`],
    },
  },
}

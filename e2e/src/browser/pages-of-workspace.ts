import { readdirSync, readFileSync } from "node:fs"
import { type Permission, roleNames } from "../../../apps/server/src/workspaces/permissions.ts"

/** What the pages are shown with. */
export interface Made {
  contactId: string
  importId: string
  numberId: string
  subscriptionGroupId: string
  templateGroupId: string
  templateId: string
}

/** A control that writes: the permission it takes, and the request that it sends, to be refused without. */
type Write = readonly [
  permission: Permission,
  request: `${"POST" | "PUT" | "PATCH" | "DELETE"} /v1/${string}`,
]

interface PageOfWorkspace {
  /** Where it is, when its address names something. */
  at?: (made: Made) => string
  /** What opens it; undefined: being a member. */
  opens?: Permission
  /** What the page asks of the API, where that takes the same permission. */
  asks?: `/v1/${string}`
  /** What is there once the page is: a role and a name, as `table Members`. */
  shows: string
  /** Its controls that write, by role and name. */
  writes?: Readonly<Record<string, Write>>
  /** Its other buttons, which change nothing of the workspace. */
  harmless?: readonly string[]
}

const nobody = "0199d1de-0000-7000-8000-000000000000"

/** Every page of a workspace by its address, with what a role must have for it. Add yours. */
export const pagesOfWorkspace: Readonly<Record<string, PageOfWorkspace>> = {
  "/": { asks: "/v1/me", shows: "heading Hello, Kim" },
  "/account": {
    asks: "/v1/me",
    shows: "heading Passkeys",
    harmless: [
      "button Save",
      "button Toggle password visibility",
      "button Change password",
      "button Set up",
      "button Add a passkey",
    ],
  },
  "/contacts": {
    opens: "contacts:read",
    asks: "/v1/contacts",
    shows: "table Contacts",
    writes: {
      "link Add a contact": ["contacts:write", "POST /v1/contacts"],
      "link Import contacts": ["contacts:write", "POST /v1/imports"],
    },
  },
  "/contacts/new": {
    opens: "contacts:write",
    shows: "heading Person",
    writes: { "button Add": ["contacts:write", "POST /v1/contacts"] },
  },
  "/contacts/$contactId": {
    at: ({ contactId }) => `/contacts/${contactId}`,
    opens: "contacts:read",
    asks: "/v1/contacts",
    shows: "table Consent records",
    writes: {
      "link Edit": ["contacts:write", `PATCH /v1/contacts/${nobody}`],
      "button Delete": ["contacts:write", `DELETE /v1/contacts/${nobody}`],
      "button Record consent": ["subscriptions:write", `PUT /v1/contacts/${nobody}/subscriptions/${nobody}`],
    },
  },
  "/contacts/$contactId/edit": {
    at: ({ contactId }) => `/contacts/${contactId}/edit`,
    opens: "contacts:write",
    shows: "heading Person",
    writes: { "button Save": ["contacts:write", `PATCH /v1/contacts/${nobody}`] },
  },
  "/contacts/import": {
    opens: "contacts:write",
    shows: "heading File",
    writes: { "button Start the import": ["contacts:write", "POST /v1/imports"] },
  },
  "/contacts/imports": {
    opens: "contacts:read",
    asks: "/v1/imports",
    shows: "table Imports",
    writes: { "link Import contacts": ["contacts:write", "POST /v1/imports"] },
  },
  "/contacts/imports/$importId": {
    at: ({ importId }) => `/contacts/imports/${importId}`,
    opens: "contacts:read",
    asks: "/v1/imports",
    shows: "heading subscribers.csv",
  },
  "/subscription-groups": {
    opens: "subscriptions:read",
    asks: "/v1/subscription-groups",
    shows: "table Subscription groups",
  },
  "/subscription-groups/$groupId": {
    at: ({ subscriptionGroupId }) => `/subscription-groups/${subscriptionGroupId}`,
    opens: "subscriptions:read",
    asks: "/v1/subscription-groups",
    shows: "table Sources of consent",
    writes: {
      "button Rename": ["subscriptions:write", `PATCH /v1/subscription-groups/${nobody}`],
      "button Archive": ["subscriptions:write", `PATCH /v1/subscription-groups/${nobody}`],
    },
  },
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
      "button Add a number": ["connection:manage", `POST /v1/business-accounts/${nobody}/numbers`],
      "button Add an account": ["connection:manage", "POST /v1/connect/whatsapp"],
      "button Examine now": ["connection:manage", "POST /v1/doctor"],
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
    at: ({ numberId }) => `/connect/whatsapp/numbers/${numberId}`,
    opens: "connection:read",
    asks: "/v1/numbers",
    shows: "textbox About",
    writes: {
      "button Ask Meta": ["connection:manage", `POST /v1/numbers/${nobody}/refresh`],
      "button Change…": ["connection:manage", `POST /v1/numbers/${nobody}/display-name`],
      "button Show the PIN": ["connection:manage", `POST /v1/numbers/${nobody}/register`],
      "button Change the PIN…": ["connection:manage", `PUT /v1/numbers/${nobody}/pin`],
      "button Register again": ["connection:manage", `POST /v1/numbers/${nobody}/register`],
      "button Save the rate": ["connection:manage", `PATCH /v1/numbers/${nobody}`],
      "button Choose a picture": ["connection:manage", `PUT /v1/numbers/${nobody}/profile/picture`],
      "button Save profile": ["connection:manage", `PATCH /v1/numbers/${nobody}/profile`],
    },
  },
  "/templates": {
    opens: "templates:read",
    asks: "/v1/template-groups",
    shows: "table Templates",
    writes: {
      "button Sync": ["templates:write", "POST /v1/templates/sync"],
      "link New template": ["templates:write", "POST /v1/templates"],
    },
  },
  "/templates/library": {
    opens: "templates:read",
    shows: "heading delivery_update_1",
    writes: {
      "link Use as a draft": ["templates:write", "POST /v1/templates"],
      "button Submit as it is": ["templates:write", "POST /v1/templates/from-library"],
    },
    harmless: ["button Previous", "button Next"],
  },
  "/templates/new": {
    opens: "templates:write",
    shows: "heading Body",
    writes: { "button Submit to Meta": ["templates:write", "POST /v1/templates"] },
  },
  "/templates/$groupId": {
    at: ({ templateGroupId }) => `/templates/${templateGroupId}`,
    opens: "templates:read",
    asks: "/v1/template-groups",
    shows: "heading English (United States)",
    writes: {
      "link Add a language": ["templates:write", "POST /v1/templates"],
      "link Edit": ["templates:write", `PATCH /v1/templates/${nobody}`],
    },
    harmless: ["button More for English (United States)"],
  },
  "/templates/$groupId/edit/$templateId": {
    at: ({ templateGroupId, templateId }) => `/templates/${templateGroupId}/edit/${templateId}`,
    opens: "templates:write",
    shows: "heading Body",
    writes: { "button Submit the change": ["templates:write", `PATCH /v1/templates/${nobody}`] },
  },
  "/settings/workspace": {
    opens: "workspace:manage",
    shows: "textbox Name",
    writes: { "button Save": ["workspace:manage", "PATCH /v1/workspace"] },
  },
  "/settings/members": {
    opens: "members:read",
    asks: "/v1/members",
    shows: "table Members",
    writes: {
      "button Invite a member": ["members:manage", "POST /v1/invitations"],
      "combobox Role of Kim viewer": ["members:manage", `PATCH /v1/members/${nobody}`],
    },
    // Leaving is open to everybody.
    harmless: roleNames.map((role) => `button More for Kim ${role}`),
  },
  "/settings/api-keys": {
    opens: "api_keys:manage",
    asks: "/v1/api-keys",
    shows: "table API keys",
    writes: {
      "button Create a key": ["api_keys:manage", "POST /v1/api-keys"],
      "button Revoke": ["api_keys:manage", `DELETE /v1/api-keys/${nobody}`],
    },
  },
  "/settings/audit": { opens: "audit:read", asks: "/v1/audit", shows: "table Audit log" },
}

const rooms = new URL("../../../apps/dashboard/src/", import.meta.url)

/** The addresses of all pages that stand in the signed-in frame, as the dashboard's own route files give them. */
export function addressesOfWorkspace(): string[] {
  return readdirSync(rooms, { recursive: true, encoding: "utf8" })
    .filter((file) => /(^|\/)routes\.tsx?$/.test(file))
    .flatMap((file) => [
      ...readFileSync(new URL(file, rooms), "utf8").matchAll(
        /getParentRoute: \(\) => framed,\s*path: "([^"]+)"/g,
      ),
    ])
    .flatMap(([, path]) => path ?? [])
    .sort()
}

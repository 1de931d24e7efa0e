import { Button, Loader, Stack, Text } from "@mantine/core"
import { useQuery, useQueryClient } from "@tanstack/react-query"
import { useParams } from "@tanstack/react-router"
import { useState } from "react"
import { api, client } from "../api/client.ts"
import { asProblem, type Problem } from "../api/problem.ts"
import { chooseWorkspace } from "../api/workspace-choice.ts"
import { useAction } from "../look/action.ts"
import { AnchorLink } from "../look/links.tsx"
import { ProblemAlert } from "../look/problem-alert.tsx"
import { enter } from "./after-signing-in.ts"
import { meQuery } from "./me.ts"
import { useSignOut } from "./sign-out.ts"
import { AccountForm } from "./sign-up.tsx"
import { Entrance } from "./signed-out-page.tsx"
import { SingleSignOnButton } from "./single-sign-on.tsx"

const incomplete: Problem = {
  code: "not_found",
  message: "This is not the whole link of an invitation.",
  help: "Copy all of it, or ask the person who invited you for a new one.",
}

/** Where the link of an invitation leads: accept as who is signed in, or create the account it is meant for. */
export function InvitationPage() {
  const { token } = useParams({ from: "/invitations/$token" })
  const invitation = api.useQuery(
    "get",
    "/v1/invitations/token/{token}",
    { params: { path: { token } } },
    { retry: false },
  )
  const setup = api.useQuery("get", "/v1/setup")
  const me = useQuery({ ...meQuery, retry: false })
  const queries = useQueryClient()
  const [problem, setProblem] = useState<Problem>()

  const accept = useAction(async () => {
    setProblem(undefined)
    const { data, error } = await client.POST("/v1/invitations/accept", { body: { token } })
    if (error) throw error
    chooseWorkspace(data.workspace_id)
    enter(queries, "/")
  })
  const failure = problem ?? accept.failure
  const signOut = useSignOut(() => window.location.reload())

  if (invitation.isPending || me.isPending) {
    return (
      <Entrance title="Invitation">
        <Loader aria-label="Loading" />
      </Entrance>
    )
  }
  if (invitation.error) {
    return (
      <Entrance
        title="Invitation"
        below={
          <AnchorLink to="/sign-in" size="sm">
            Sign in
          </AnchorLink>
        }
      >
        <ProblemAlert
          failure={asProblem(invitation.error).code === "invalid_request" ? incomplete : invitation.error}
        />
      </Entrance>
    )
  }
  const { workspace_name, email, role } = invitation.data
  const title = `Join ${workspace_name}`
  if (me.data === undefined) {
    return (
      <Entrance
        title={title}
        intro={`You were invited as ${role}.`}
        below={
          <>
            Have an account already?{" "}
            <AnchorLink to="/sign-in" search={{ to: `/invitations/${token}` }} size="sm" inherit>
              Sign in
            </AnchorLink>
          </>
        }
      >
        <ProblemAlert failure={failure} />
        <AccountForm invitation={{ token, email }} action="Create account and join" onDone={accept.run} />
        {setup.data?.sign_in.oidc ? (
          <SingleSignOnButton
            provider={setup.data.sign_in.oidc.name}
            to={`/invitations/${token}`}
            onProblem={setProblem}
          />
        ) : null}
      </Entrance>
    )
  }
  const isMeant = me.data.member.email.toLowerCase() === email.toLowerCase()
  return (
    <Entrance title={title} intro={`You were invited as ${role}.`}>
      <ProblemAlert failure={failure} />
      {isMeant ? (
        <Button loading={accept.isBusy} onClick={() => void accept.run()}>
          Join as {me.data.member.name}
        </Button>
      ) : (
        <Stack>
          <Text size="sm">
            This invitation is for {email}; you are signed in as {me.data.member.email}.
          </Text>
          <Button variant="default" loading={signOut.isBusy} onClick={() => void signOut.run()}>
            Sign out
          </Button>
        </Stack>
      )}
    </Entrance>
  )
}

import { Argument, Command, Option } from "commander"
import { backup, restore } from "./commands/backup.ts"
import { campaignStatus, launchCampaign, listCampaigns } from "./commands/campaign.ts"
import type { Context } from "./commands/context.ts"
import { demo } from "./commands/demo.ts"
import { doctor } from "./commands/doctor.ts"
import { decideDoubts, listDoubts } from "./commands/doubts.ts"
import { importPeople } from "./commands/import.ts"
import {
  cancelLaunch,
  keepPeople,
  launchStates,
  listLaunches,
  listRetries,
  pauseLaunch,
  resendLaunch,
  resumeLaunch,
} from "./commands/launch.ts"
import { applySetAside, deleteSetAside, listSetAside, showSetAside } from "./commands/log.ts"
import {
  orderWebhooks,
  refreshNumber,
  registerNumber,
  requestCode,
  setDisplayName,
  setPin,
  setRate,
  verifyNumber,
} from "./commands/number.ts"
import { listRetention, setRetention } from "./commands/retention.ts"
import { sendMessage } from "./commands/send.ts"
import { start, startSandboxAlone } from "./commands/start.ts"
import { createWebhook, listWebhooks, logWebhook, testWebhook } from "./commands/webhook.ts"
import { diff } from "./files/diff.ts"
import { kinds } from "./files/kinds.ts"
import { pull } from "./files/pull.ts"
import { push } from "./files/push.ts"
import { printFailure } from "./print/failure.ts"

const version = "0.1.0"

const environmentHelp = `
Environment:
  PARLEY_URL       where the API is (default http://localhost:$PORT)
  PARLEY_API_KEY   the API key (default: the one kept in $DATA_DIR/api-key)
  PARLEY_OPERATOR_KEY
                   for \`parley log\` and \`parley retention\` (default: the one kept in $DATA_DIR/operator-key)
  PARLEY_BACKUP_PASSPHRASE
                   seals the keys in a backup, and opens them
  DATABASE_URL     for \`parley backup\` and \`parley restore\` (default: the embedded database)
  PORT             of the server (default 3000)
  SANDBOX_PORT     of the sandbox (default 4000)
  DATA_DIR         what \`parley start\` keeps (default .parley)
  META_APP_ID      use this Meta app (with META_APP_SECRET) and no sandbox
  NO_COLOR         no colours`

/**
 * The commands of `parley`.
 * @param exitWith is told a command's exit code where it is not 0; failures are thrown
 */
export function buildProgram(context: Context, exitWith: (code: number) => void): Command {
  const program = new Command("parley")
    .description("Customer engagement on WhatsApp, on your own machine.")
    .version(version)
    .addHelpText("after", environmentHelp)

  program
    .command("start")
    .description("start the server and, without a Meta app of your own, the sandbox")
    .action(() => start(context))

  program
    .command("sandbox")
    .description("start only the sandbox, the stand-in for Meta")
    .action(() => startSandboxAlone(context))

  program
    .command("demo")
    .description("see the whole job once: connect, import, write, launch, answer")
    .option("--json", "print the final report as JSON on stdout, progress on stderr")
    .action(async (options) => exitWith(await demo(context, options)))

  program
    .command("doctor")
    .description("examine everything between here and WhatsApp")
    .option("--json", "print what was found as JSON")
    .action(async (options) => exitWith(await doctor(context, options)))

  program
    .command("webhooks")
    .description("have Meta deliver here, for every connected account")
    .action(async () => exitWith(await orderWebhooks(context)))

  program
    .command("backup")
    .description("save the whole installation on this machine to a file, also while it runs")
    .option("--to <file>", "where; a name with the time in the present folder when left out")
    .option("--no-keys", "leave out the keys: ENCRYPTION_KEY is kept elsewhere")
    .action((options) => backup(context, options))
  program
    .command("restore")
    .description("bring an installation back from such a file, into an empty folder and database")
    .argument("<file>", "what `parley backup` wrote")
    .action((file) => restore(context, file))

  const log = program
    .command("log")
    .description("see what arrived and could not be applied, and apply it again")
  const entry = ["<id>", "as `parley log list` shows it"] as const
  log
    .command("list")
    .description("list what is set aside")
    .action(() => listSetAside(context))
  log
    .command("show")
    .description("show one, with what it says")
    .argument(...entry)
    .option("--payload", "print only what it says, as it arrived")
    .action((id, options) => showSetAside(context, id, options))
  log
    .command("apply")
    .description("apply one or all again")
    .argument("[id]", entry[1])
    .option("--all", "every one")
    .action((id, options) => applySetAside(context, id, options))
  log
    .command("delete")
    .description("delete one for good")
    .argument(...entry)
    .action((id) => deleteSetAside(context, id))

  const webhook = program
    .command("webhook")
    .description("tell another system what happens to contacts, and see what it was told")
  const endpoint = ["<id>", "as `parley webhook list` shows it"] as const
  webhook
    .command("create")
    .description("add an address that is told, and print its secret")
    .argument("<url>", "such as https://example.com/parley")
    .option("--kind <kinds...>", "only events of these kinds, such as subscription_changed")
    .option("--description <text>", "what it is for")
    .action((url, options) => createWebhook(context, url, options))
  webhook
    .command("list")
    .description("list the addresses that are told")
    .action(() => listWebhooks(context))
  webhook
    .command("test")
    .description("send a test, and say what came back")
    .argument(...endpoint)
    .action(async (id) => exitWith(await testWebhook(context, id)))
  webhook
    .command("log")
    .description("list what it was told lately")
    .argument(...endpoint)
    .option("--failed", "only what was given up")
    .action((id, options) => logWebhook(context, id, options))

  const retention = program
    .command("retention")
    .description("see and set how long what is kept: for good unless set")
  retention
    .command("list")
    .description("list what is kept, and how long")
    .action(() => listRetention(context))
  retention
    .command("set")
    .description("show what would be deleted, and with --yes delete it, now and from then on")
    .argument("<what>", "as `parley retention list` shows it")
    .argument("<days>", "a number of days, or forever")
    .option("--yes", "delete it")
    .action((what, days, options) => setRetention(context, what, days, options))

  const number = program.command("number").description("put a number into service, and change it")
  const which = ["<number>", "its id, or the phone number such as +4915112345678"] as const
  number
    .command("code")
    .description("have Meta send the code that verifies the number")
    .argument(...which)
    .option("--call", "by a call instead of a text message")
    .action((wanted, options) => requestCode(context, wanted, options))
  number
    .command("verify")
    .description("verify the number with the code it received")
    .argument(...which)
    .argument("<code>", "six digits")
    .action((wanted, code) => verifyNumber(context, wanted, code))
  number
    .command("register")
    .description("put a verified number into service")
    .argument(...which)
    .option("--pin <pin>", "its two-step PIN; the one that is kept, or a new one, when left out")
    .action((wanted, options) => registerNumber(context, wanted, options))
  number
    .command("refresh")
    .description("ask Meta for the state of a number")
    .argument(...which)
    .action((wanted) => refreshNumber(context, wanted))
  number
    .command("pin")
    .description("set a number's two-step PIN")
    .argument(...which)
    .argument("<pin>", "six digits")
    .action((wanted, pin) => setPin(context, wanted, pin))
  number
    .command("name")
    .description("ask Meta for another display name")
    .argument(...which)
    .argument("<name>", "the name that people see")
    .action((wanted, name) => setDisplayName(context, wanted, name))
  number
    .command("rate")
    .description("set how many messages a second a number sends")
    .argument(...which)
    .argument("[rate]", "what Meta's throughput level allows when left out")
    .action((wanted, rate) => setRate(context, wanted, rate))

  program
    .command("import")
    .description("import contacts, or what contacts did and bought, from a file")
    .argument("<file>", "CSV, a workbook of Excel or JSON lines, with a header")
    .addOption(
      new Option("--kind <kind>", "what each row is; purchases are events")
        .choices(["contacts", "events"])
        .default("contacts"),
    )
    .option("--group <group>", "the subscription group that consent is for: its id or name")
    .addOption(
      new Option("--consent <consent>", "who agreed: a column says it, everyone, or nobody yet").choices([
        "column",
        "everyone",
        "none",
      ]),
    )
    .option("--source <source>", "where the consent comes from, such as web_form")
    .option("--evidence <evidence>", "what proves the consent, such as a link to the form")
    .option("--event <name>", "the event of rows that name none, such as store_visited")
    .option("--default-country <country>", "country of numbers without a country code, such as DE")
    .option(
      "--column <name=target>",
      "what a column becomes, such as Kontakt=external_id, Preis=attributes.price:number, Farbe=properties.colour; Notiz= leaves it out; repeatable",
      collect,
      [],
    )
    .option("--null-is-empty", "cells that say NULL, nan, none or - are empty")
    .option("--dry-run", "read the whole file and count, and import nothing")
    .option(
      "--refused <file>",
      "write the refused rows with their reasons to this file: .csv, or as what was imported",
    )
    .action((file, options) => importPeople(context, file, options))

  program
    .command("send")
    .description("send one message to one contact and see what happens to it")
    .option("--number <number>", "the sending number: id or phone number; may be left out when there is one")
    .requiredOption("--to <contact>", "contact id or phone number such as +4915112345678")
    .option("--template <name>", "an approved template: name or name:language")
    .option(
      "--value <name=text>",
      "value of a template variable; button.0=… for a button, card.0.media=… for a card; repeatable",
      collect,
      [],
    )
    .option("--text <text>", "free text; is sent inside the 24-hour service window only")
    .action((options) => sendMessage(context, options))

  const campaign = program.command("campaign").description("launch campaigns and watch them")
  campaign
    .command("list")
    .description("list campaigns")
    .action(() => listCampaigns(context))
  campaign
    .command("launch")
    .description("launch a campaign, now or at a time")
    .argument("<campaign>", "id or name")
    .option("--at <instant>", "when, such as 2026-11-22T09:00:00Z; now when left out")
    .option("--even-if-incomplete", "also where not everyone can be reached before it expires")
    .option("--yes", "without asking; needed where there is no terminal")
    .option("--again", "with --yes: also where the campaign was launched before")
    .option("--watch", "follow it until everything has been sent")
    .action((name, options) => launchCampaign(context, name, options))
  campaign
    .command("status")
    .description("show the progress of a launch")
    .argument("<launch>", "the launch's id")
    .option("--watch", "follow it until everything has been sent")
    .action((id, options) => campaignStatus(context, id, options))

  addFiles(program, context, exitWith)

  const launch = program.command("launch").description("list, pause, cancel and repeat launches")
  launch
    .command("list")
    .description("list launches, the oldest first")
    .addOption(new Option("--state <state>", "those that are so").choices(launchStates))
    .action((options) => listLaunches(context, options))
  const ofLaunch = ["<launch>", "its id, as `parley launch list` shows it"] as const
  launch
    .command("pause")
    .description("send nothing more of a launch until it goes on")
    .argument(...ofLaunch)
    .action((id) => pauseLaunch(context, id))
  launch
    .command("resume")
    .description("let a paused launch go on")
    .argument(...ofLaunch)
    .action((id) => resumeLaunch(context, id))
  launch
    .command("cancel")
    .description("drop what has not been sent of a launch")
    .argument(...ofLaunch)
    .action((id) => cancelLaunch(context, id))
  launch
    .command("resend")
    .description("launch once more for the people a launch did not reach")
    .argument(...ofLaunch)
    .addOption(
      new Option("--to <people>", "failed: all of their messages failed; unsent: they were sent none")
        .choices(["failed", "unsent"])
        .makeOptionMandatory(),
    )
    .option("--template <template>", "with another approved template, by its id, filled with the same values")
    .option("--even-if-incomplete", "also where not everyone can be reached before it expires")
    .option("--yes", "without asking; needed where there is no terminal")
    .option("--watch", "follow it until everything has been sent")
    .action((id, options) => resendLaunch(context, id, options))
  launch
    .command("retries")
    .description("list what of a launch failed and goes once more by itself")
    .argument(...ofLaunch)
    .action((id) => listRetries(context, id))
  launch
    .command("keep")
    .description("put the people that a launch came to the same for on a new static list")
    .argument(...ofLaunch)
    .addOption(
      new Option("--state <state>", "what it came to for them")
        .choices(["accepted", "failed", "suppressed", "waiting"])
        .makeOptionMandatory(),
    )
    .option("--reason <reason>", "Meta's code, or the rule, that they failed or were left out for")
    .requiredOption("--name <name>", "of the list")
    .action((id, options) => keepPeople(context, id, options))

  const doubts = program
    .command("doubts")
    .description("see of which messages it is not known whether Meta has them, and decide about them")
  doubts
    .command("list")
    .description("list them")
    .option("--launch <launch>", "those of this launch")
    .action((options) => listDoubts(context, options))
  doubts
    .command("decide")
    .description("send them again, which may reach somebody twice, or leave them as failed")
    .addArgument(new Argument("<decision>").choices(["send-again", "leave"]))
    .argument("[message...]", "ids, as `parley doubts list` shows them")
    .option("--launch <launch>", "all of this launch")
    .option("--number <number>", "all of this number: its id or phone number")
    .option("--yes", "send all of a launch or number again without asking; needed where there is no terminal")
    .action((decision, ids, options) => decideDoubts(context, decision, ids, options))

  nameHelp(program, "parley")
  return program
}

/** What is in files: written, compared and brought back. */
function addFiles(program: Command, context: Context, exitWith: (code: number) => void): void {
  const folder = ["[folder]", "where the files are", "parley"] as const
  const only = () => new Option("--only <kinds...>", "these alone").choices(kinds)
  const map = [
    "--map <name=name>",
    "what a name in the files is in this workspace, such as +4915112345678=+15551234567; repeatable",
    collect,
    [] as string[],
  ] as const
  program
    .command("pull")
    .description("write campaigns, canvases, segments, content blocks and templates into files")
    .argument(...folder)
    .addOption(only())
    .option("--overwrite", "also what was changed or deleted here")
    .action(async (where, options) => exitWith(await pull(context, where, options)))
  program
    .command("push")
    .description(
      "show what would change, then have the workspace be as the files say; launches and publishes nothing",
    )
    .argument(...folder)
    .addOption(only())
    .option(...map)
    .option(
      "--delete",
      "also delete what was pulled and has no file any more; campaigns and canvases are archived",
    )
    .option("--overwrite", "also what changed in the workspace since it was pulled")
    .option("--yes", "without asking; needed where there is no terminal")
    .action((where, options) => push(context, where, options))
  program
    .command("diff")
    .description("show what is different between the files and the workspace; ends with 1 where anything is")
    .argument(...folder)
    .addOption(only())
    .option(...map)
    .action(async (where, options) => {
      try {
        exitWith(await diff(context, where, options))
      } catch (error) {
        printFailure(context.err, error)
        exitWith(2)
      }
    })
}

const collect = (value: string, before: readonly string[]) => [...before, value]

/** After a mistake, the help of the command at hand is named: `(see parley import --help)`. */
function nameHelp(command: Command, words: string): void {
  command.showHelpAfterError(`(see ${words} --help)`)
  for (const part of command.commands) nameHelp(part, `${words} ${part.name()}`)
}

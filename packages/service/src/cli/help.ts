import { readFileSync } from 'node:fs';

export const HELP = `credlens: may this learning credential be relied on?

  credlens verify INPUT...     judge files, URLs or standard input
  credlens serve               answer over HTTP
  credlens ats serve           be an assessment provider for applicant tracking systems
  credlens trust-lists update  make a snapshot of the European trusted lists
  credlens trust-lists show    say what is in it
  credlens taxonomy build      make one file of skill taxonomies that you have
  credlens taxonomy show       say what is in it
  credlens skills map          say which skills texts may mean
  credlens COMMAND --help      what a command takes
  credlens --version
`;

const SHARED = `  --trust FILE            what you trust, recognised by its content: an allow-list or a known-issuer registry of the Digital Credentials
                          Consortium, certificates (PEM), a snapshot of the trusted lists (trust-lists update). Repeat it for more.
  --resources DIR         DIR/resources.json maps URLs to files, which are used in place of the network
  --offline               never touch the network; what is missing is indeterminate
  --cache DIR             keep what was fetched in DIR, from one run to the next
  --allow-context URL     a JSON-LD context beyond the bundled ones, or shapes (SHACL), that may be used. Repeat it for more.`;

export const VERIFY_HELP = `credlens verify INPUT...

An INPUT is a file, an https URL, or - for standard input.

  --json                  one report per INPUT and line (NDJSON), in their order, and nothing else
  --together              the INPUTs are one award in several forms: one report
  --policy NAME|FILE      default, strict, vcalm, or a policy of your own (default: default)
  --profile ID            vcalm-eddsa-v1, oid4-ecdsa-v1 or ob3-direct-delivery-v1: report conformance with it
${SHARED}
  --recipient EMAIL       the person whose credential it should be
  --at INSTANT            judge as of this instant, such as 2026-01-31T12:00:00Z
  --help, --version

--trust and --allow-context take one value before the first INPUT, and every argument up to the next flag after one:
  credlens verify --trust issuers.json badge.json
  credlens verify badge.json --trust issuers.json registry.json
  -- ends the flags.

Exit status: 0 all verified, 1 some invalid, 2 some indeterminate, 3 some unverifiable, 64 called wrongly. The worst counts: 1, 2, 3, 0.
`;

export const SERVE_HELP = `credlens serve

Answers POST /credentials/verify and POST /presentations/verify in the request and response shape of VCALM (VC-API).

  --port NUMBER           default 8080; 0 takes a free one
  --host ADDRESS          default 127.0.0.1, which only this machine reaches
  --policy NAME|FILE      default, strict, vcalm, or a policy of your own (default: vcalm)
${SHARED}
  --hostname NAME         a further name that requests may have for this service, such as that of a proxy before it. Repeat it for more.
  --behind-proxy          tell clients apart by the last address that your proxy writes into X-Forwarded-For
  --relay                 also fetch for web pages what CORS keeps from them, and verification needs: GET /relay?url=...
  --relay-origin ORIGIN   a page's origin that may use it, such as https://careers.example. Repeat it for more (default: this service's own)
  --relay-port NUMBER     a port that it may ask by https beside 443. Repeat it for more (by http, for what is signed: 80 alone)
  --relay-key FILE        a secret of 32 characters or more that plans are signed with (default: one of this process)
  --status-codes MODE     suite: 200 verified, 400 refused or malformed (default). vcalm: 200 also where refused
  --help, --version
`;

export const TRUST_LISTS_HELP = `credlens trust-lists update --out FILE
credlens trust-lists show FILE

update reads the list of lists of the European Union and the lists of its countries, checks who signed them, and writes a snapshot of
what seals and time-stamps are judged by. Give that to verify and serve as --trust. A list that cannot be used costs its country only.

  --out FILE              where the snapshot goes; the one before is replaced whole
  --resources DIR         DIR/resources.json maps URLs to files, which are used in place of the network
  --offline               never touch the network; what is missing is missing
  --cache DIR             keep what was fetched in DIR, from one run to the next
  --territory CC          a country, such as CZ (EL for Greece). Repeat it for more (default: all)
  --previous FILE         the snapshot of last time: a list that is older than it is not taken
  --at INSTANT            judge the lists as of this instant, such as 2026-01-31T12:00:00Z
  --anchors FILE          PEM of the certificates that may sign the list of lists (default: those of the Official Journal, C/2026/1944)
  --lotl URL              another list of lists
  --keys seals|all        whose keys are written: of those who issue for seals (default), or of all; twice as large

show lists what a snapshot holds; with --territory its services too.

  --json                  the snapshot itself, with the states as of --at
  --territory CC          of these countries alone
  --at INSTANT            say which lists are past their next update at this instant (default: now)
  --help, --version

Exit status: 0, also where countries are lost; 2 where the list of lists cannot be used, and nothing was written; 64 called wrongly.
`;

export const ATS_HELP = `credlens ats serve --config FILE
credlens ats check-log FILE

serve takes orders of applicant tracking systems, has candidates send their credentials, and writes results back. See docs/ats.md.

  --config FILE           tenants, their packages and where their secrets are
  --port NUMBER           default 8090; 0 takes a free one
  --host ADDRESS          default 127.0.0.1, which only this machine reaches
  --hostname NAME         a further name that requests may have for this service, beside that of "baseUrl". Repeat it for more.
  --retry-dead            queue anew what was given up before
  --policy NAME|FILE      default, strict, vcalm, or a policy of your own (default: default)
${SHARED}
  --help, --version

check-log says whether a service's audit log is as it was written.

  --head HASH             the log's head at some time: then it must reach at least that far

Exit status: 0; 1 where the log is not as it was written; 64 called wrongly.
`;

/** The version of this package. */
export function version(): string {
  const { version: found } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string };
  return found;
}

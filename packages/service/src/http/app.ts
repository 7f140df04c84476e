import { Hono, type Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { secureHeaders } from 'hono/secure-headers';
import type { Verifier } from '@credlens/core';
import { addRelay, RELAY_PATHS, type RelayRoutes } from '../relay/routes.js';
import { answer, isVerified, limitOf } from './answer.js';
import { isOwnHost, type OwnHost } from './own-host.js';
import { PARSING_ERROR, requestProblem, type ProblemDetails } from './problem.js';
import { readRequest, type Endpoint } from './request.js';
import { endpointProblems, shapeProblems } from './shape.js';

export const STATUS_CODES = ['suite', 'vcalm'] as const;

/** How a refusal is answered. `suite`: 400, as the HTTP test suites of W3C and CCG expect. `vcalm`: 200 with `verified: false`, as the specification says. */
export type StatusCodes = (typeof STATUS_CODES)[number];

export interface AppOptions {
  /** Verifies under the policy `vcalm` unless its host chose another. */
  verifier: Pick<Verifier, 'verify'>;
  /** Default `suite`. */
  statusCodes?: StatusCodes;
  /** Bytes of a request body at most. Default 2 MiB. */
  bodyBytes?: number;
  /** After this a verification ends with what is known. Default 30 000. */
  timeoutMs?: number;
  /** Takes one line a request: method, path, status, milliseconds. Nothing of what was sent, and of no person. */
  log?: (line: string) => void;
  /** Turns away requests that name another host (DNS rebinding). Default: none is looked at, for an application behind a router of the host's own. */
  ownHost?: OwnHost;
  /** `GET /relay` and `POST /relay/plans`. Default: there are none. */
  relay?: Omit<RelayRoutes, 'bodyLimit'>;
}

const UNKNOWN_PROBLEM = 'about:blank';

/**
 * The verifier's side of VCALM (VC-API) as a Hono application: POST /credentials/verify and POST /presentations/verify.
 * Whatever is sent, the answer is JSON and never a 500: a fault of this program is 503, and it says `verified: false`.
 */
export function createApp(options: AppOptions): Hono {
  const statusCodes = options.statusCodes ?? 'suite';
  const app = new Hono();
  app.use(async (c, next) => {
    const begin = performance.now();
    await next();
    c.header('cache-control', 'no-store');
    options.log?.(`${c.req.method} ${ROUTES.has(c.req.path) ? c.req.path : '(other)'} ${c.res.status} ${Math.round(performance.now() - begin)} ms`);
  });
  app.use(secureHeaders({
    contentSecurityPolicy: { defaultSrc: ["'none'"], frameAncestors: ["'none'"], sandbox: [] },
    strictTransportSecurity: false, // Plain HTTP on loopback; whoever puts TLS before it says this there.
    xFrameOptions: 'DENY',
  }));
  app.use(async (c, next) => {
    if (options.ownHost === undefined || isOwnHost(c.req.header('host'), options.ownHost)) return next();
    return refusal(c, 421, requestProblem(UNKNOWN_PROBLEM, 'Another host', 'This service does not go by the name that the request has for it. Whoever runs it can add the name with --hostname.'));
  });
  const limited = bodyLimit({
    maxSize: options.bodyBytes ?? 2 * 1024 * 1024,
    onError: (c) => {
      // What is still to come of the body is not read, so the connection cannot be used again.
      c.header('connection', 'close');
      return refusal(c, 413, requestProblem(UNKNOWN_PROBLEM, 'Too large', 'The body is larger than this service reads.'));
    },
  });

  app.get('/', (c) => c.json({ service: 'credlens', endpoints: ['POST /credentials/verify', 'POST /presentations/verify', 'GET /health', ...(options.relay ? ['GET /relay'] : []), ...(options.relay?.urlsOf ? ['POST /relay/plans'] : [])], statusCodes }));
  app.get('/health', (c) => c.json({ status: 'ok' }));
  for (const [path, endpoint] of ENDPOINTS) {
    app.post(path, limited, (c) => verify(c, endpoint, { ...options, statusCodes }));
    app.all(path, (c) => { c.header('allow', 'POST'); return refusal(c, 405, requestProblem(UNKNOWN_PROBLEM, 'Wrong method', 'Send it with POST.')); });
  }
  if (options.relay) addRelay(app, { ...options.relay, bodyLimit: limited });
  app.notFound((c) => refusal(c, 404, requestProblem(UNKNOWN_PROBLEM, 'Not found', 'There is nothing at this address. GET / says what there is.')));
  app.onError((_error, c) => refusal(c, 503, requestProblem(UNKNOWN_PROBLEM, 'Not answered', 'Something went wrong inside this service. Nothing was decided about the credential.')));
  return app;
}

const ENDPOINTS = [['/credentials/verify', 'credential'], ['/presentations/verify', 'presentation']] as const;
const ROUTES: ReadonlySet<string> = new Set(['/', '/health', ...ENDPOINTS.map(([path]) => path), ...RELAY_PATHS]);

async function verify(c: Context, endpoint: Endpoint, options: AppOptions & { statusCodes: StatusCodes }): Promise<Response> {
  // A form or a script of another site can send text without being asked; JSON it cannot.
  if (!isJson(c.req.header('content-type'))) {
    const problem = requestProblem(PARSING_ERROR, 'Wrong content type', 'Send JSON, with content-type application/json.');
    return refusal(c, options.statusCodes === 'suite' ? 400 : 415, problem);
  }
  const text = decode(await c.req.arrayBuffer());
  if (text === undefined) return refusal(c, 400, requestProblem(PARSING_ERROR, 'The body could not be read', 'The body is not UTF-8.'));
  const request = readRequest(text, endpoint);
  if (!request.ok) return refusal(c, 400, request.problem);

  const { document } = request;
  const { challenge, domain } = request.options;
  const presentation = { ...(challenge !== undefined && { challenge }), ...(domain !== undefined && { domain }) };
  const report = await options.verifier.verify(document, { signal: AbortSignal.timeout(options.timeoutMs ?? 30_000), ...(Object.keys(presentation).length > 0 && { presentation }) });
  const shape = [
    ...endpointProblems(document, endpoint, request.proofless, request.options, report),
    ...(options.statusCodes === 'suite' ? shapeProblems(document, endpoint, request.proofless) : []),
  ];
  const result = answer(endpoint, report, document, request.options);
  const verified = shape.length === 0 && isVerified(report, limitOf(request.options));
  const problemDetails = request.options.returnProblemDetails ? { problemDetails: [...shape, ...(result.problemDetails ?? [])] } : {};
  return c.json({ ...result, verified, ...problemDetails, report }, verified || options.statusCodes === 'vcalm' ? 200 : 400);
}

function refusal(c: Context, status: 400 | 404 | 405 | 413 | 415 | 421 | 503, problem: ProblemDetails): Response {
  return c.json({ verified: false, problemDetails: [problem] }, status);
}

function isJson(contentType: string | undefined): boolean {
  return /^application\/(?:[\w.!#$&^-]+\+)?json\s*(?:;|$)/i.test(contentType?.trim() ?? '');
}

function decode(body: ArrayBuffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    return undefined;
  }
}


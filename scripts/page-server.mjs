// Serves a folder of plain files on this machine alone, under the strictest policy that an employer's site may have. It imports nothing but Node.
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, resolve, sep } from 'node:path';

const TYPES = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.mjs': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8', '.map': 'application/json; charset=utf-8', '.jsonld': 'application/ld+json', '.svg': 'image/svg+xml', '.png': 'image/png',
  '.ico': 'image/x-icon', '.woff2': 'font/woff2', '.txt': 'text/plain; charset=utf-8',
};

const HEADERS = {
  'content-security-policy': "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(self), geolocation=(), microphone=()',
  'cache-control': 'no-store',
};

/**
 * @param {object} options
 * @param {string} options.directory what `/` shows
 * @param {Record<string, string>} [options.mounts] further directories by path, such as `{ '/credlens/': '…/dist/page' }`
 * @param {Record<string, unknown>} [options.generated] JSON by path, made for this run
 * @param {number} [options.port] 0 takes a free one; a port that is taken gives way to a free one
 * @returns {Promise<{ url: string, port: number, close: () => Promise<void> }>}
 */
export async function servePage({ directory, mounts = {}, generated = {}, port = 0 }) {
  const made = new Map(Object.entries(generated).map(([path, value]) => [path, JSON.stringify(value)]));
  const places = [...Object.entries(mounts), ['/', directory]];
  const server = createServer((request, response) => {
    answer(request, response, made, places).catch(() => { response.destroyed || response.writeHead(500, HEADERS).end(); });
  });
  const chosen = await listen(server, port).catch((error) => (error.code === 'EADDRINUSE' || error.code === 'EACCES' ? listen(server, 0) : Promise.reject(error)));
  return {
    url: `http://localhost:${chosen}/`,
    port: chosen,
    close: () => new Promise((done) => { server.close(() => done()); server.closeAllConnections(); }),
  };
}

function listen(server, port) {
  return new Promise((done, fail) => {
    server.once('error', fail);
    server.listen(port, '127.0.0.1', () => { server.off('error', fail); done(server.address().port); });
  });
}

async function answer(request, response, made, places) {
  if (request.method !== 'GET' && request.method !== 'HEAD') { response.writeHead(405, { ...HEADERS, allow: 'GET, HEAD' }).end(); return; }
  const path = pathOf(request.url);
  if (path === undefined) { response.writeHead(400, HEADERS).end(); return; }
  const send = (status, type, length) => response.writeHead(status, { ...HEADERS, 'content-type': type, ...(length !== undefined && { 'content-length': length }) });
  const json = made.get(path);
  if (json !== undefined) {
    send(200, TYPES['.json'], Buffer.byteLength(json));
    response.end(request.method === 'HEAD' ? undefined : json);
    return;
  }
  const file = fileOf(path, places);
  const facts = file && await stat(file).catch(() => undefined);
  if (!facts?.isFile()) { send(404, TYPES['.txt']); response.end('There is nothing at this address.\n'); return; }
  send(200, TYPES[extname(file)] ?? 'application/octet-stream', facts.size);
  if (request.method === 'HEAD') response.end();
  else createReadStream(file).on('error', () => response.destroy()).pipe(response);
}

/** The path of a request, decoded once; nothing where it is no path. */
function pathOf(url) {
  try {
    const path = decodeURIComponent(new URL(`http://localhost${url}`).pathname);
    return path.includes('\0') || path.includes('\\') ? undefined : path.endsWith('/') ? `${path}index.html` : path;
  } catch {
    return undefined;
  }
}

/** The file for a path, never outside the directory that answers for it. */
function fileOf(path, places) {
  const place = places.find(([prefix]) => path.startsWith(prefix));
  if (!place) return undefined;
  const [prefix, directory] = place;
  const root = resolve(directory);
  const file = resolve(root, `.${sep}${path.slice(prefix.length)}`);
  return file.startsWith(root + sep) ? file : undefined;
}

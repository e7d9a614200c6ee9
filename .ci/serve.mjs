// A static server for the built site, as plain as the hosts it is made for.
//
//   node .ci/serve.mjs [dist] [--port 8080] [--base /sub/path/]
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const types = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.wasm': 'application/wasm', '.css': 'text/css', '.json': 'application/json', '.svg': 'image/svg+xml', '.png': 'image/png', '.woff2': 'font/woff2', '.webmanifest': 'application/manifest+json', '.txt': 'text/plain', '.qalamro': 'application/json' };
const compressed = new Set(['.html', '.js', '.wasm', '.css', '.json', '.svg', '.webmanifest', '.qalamro']);

/** Serves a folder; answers { server, origin, url }. Port 0 takes a free one. */
export async function serve(folder, { port = 0, base = '/' } = {}) {
  const zipped = new Map();
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, 'http://host').pathname);
    const inside = path.startsWith(base) ? normalize(path.slice(base.length) || 'index.html') : '..';
    try {
      if (inside.startsWith('..')) throw new Error('outside');
      const file = join(folder, inside);
      const ending = extname(file);
      const headers = { 'content-type': types[ending] ?? 'application/octet-stream', 'cache-control': 'no-cache', 'x-content-type-options': 'nosniff' };
      let body = await readFile(file);
      if (compressed.has(ending) && /\bgzip\b/.test(request.headers['accept-encoding'] ?? '')) {
        if (!zipped.has(file) || zipped.get(file).raw !== body.length) zipped.set(file, { raw: body.length, body: gzipSync(body) });
        body = zipped.get(file).body;
        headers['content-encoding'] = 'gzip';
      }
      response.writeHead(200, { ...headers, 'content-length': body.length }).end(body);
    } catch {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('not found');
    }
  });
  await new Promise((done, failed) => server.once('error', failed).listen(port, '127.0.0.1', done));
  const origin = `http://127.0.0.1:${server.address().port}`;
  return { server, origin, url: origin + base };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const argument = (name, otherwise) => (process.argv.includes(name) ? process.argv[process.argv.indexOf(name) + 1] : otherwise);
  const folder = process.argv[2] && !process.argv[2].startsWith('--') ? process.argv[2] : 'dist';
  const port = Number(argument('--port', '8080'));
  try {
    const { url } = await serve(folder, { port, base: argument('--base', '/') });
    console.log(`Qalamro is at ${url}  (Ctrl+C ends it)`);
  } catch (error) {
    const why = error.code === 'EADDRINUSE' ? `port ${port} is taken: choose another with PORT=…` : error.message;
    console.error(`serve: ${why}`);
    process.exit(1);
  }
}

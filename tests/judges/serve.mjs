// A small static server on loopback, as a school's host serves the site: folders by index.html,
// an unknown address by 404.html with status 404.
import { createServer } from "node:http";
import { readFile, stat } from "node:fs/promises";
import { extname, join, normalize } from "node:path";

const types = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".xml": "application/xml",
  ".ics": "text/calendar; charset=utf-8",
  ".csv": "text/csv; charset=utf-8",
};

async function fileOf(folder, path) {
  const full = join(folder, normalize(path));
  const found = await stat(full).catch(() => null);
  if (found?.isFile()) return full;
  if (found?.isDirectory() && path.endsWith("/")) return fileOf(folder, path + "index.html");
  return null;
}

// Serves `folder` under `base` (`/` or `/path/`); gives the address of its root and `close`.
export async function serve(folder, base) {
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    const file = path.startsWith(base) ? await fileOf(folder, "/" + path.slice(base.length)) : null;
    const sent = file ?? join(folder, "404.html");
    response.writeHead(file ? 200 : 404, {
      "content-type": types[extname(sent)] ?? "application/octet-stream",
    });
    response.end(await readFile(sent));
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  return {
    root: `http://127.0.0.1:${server.address().port}${base}`,
    close: () => server.close(),
  };
}

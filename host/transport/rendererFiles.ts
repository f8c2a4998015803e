/**
 * Answers requests for the built renderer (dist/renderer), for the window's app:// scheme and for the
 * browser alike. Only files of known types inside that folder leave it; a path that points elsewhere is
 * refused, and a path without an extension is a place in the app, which index.html shows.
 */
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { contentSecurityPolicy, noncePlaceholder } from './contentSecurityPolicy.ts';

export interface FileAnswer {
  readonly status: 200 | 400 | 404;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array<ArrayBuffer>;
}

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

/**
 * @param folder absolute path of the built renderer
 * @param urlPath the path of the requested URL, as it came (percent-encoded)
 */
export async function readRendererFile(folder: string, urlPath: string): Promise<FileAnswer> {
  const relative = decodePath(urlPath);
  if (relative === undefined) return answer(400, 'text/plain', new Uint8Array());
  const wanted = path.extname(relative) === '' ? 'index.html' : relative;
  const file = path.resolve(folder, `.${path.sep}${wanted}`);
  const contentType = contentTypes[path.extname(file)];
  if (!isInside(folder, file) || contentType === undefined)
    return answer(404, 'text/plain', new Uint8Array());
  try {
    const body = Uint8Array.from(await readFile(file));
    return path.extname(file) === '.html' ? htmlAnswer(body) : answer(200, contentType, body);
  } catch {
    return answer(404, 'text/plain', new Uint8Array());
  }
}

function decodePath(urlPath: string): string | undefined {
  try {
    const decoded = decodeURIComponent(urlPath);
    const suspicious = decoded.includes('\0') || decoded.includes('\\') || decoded.split('/').includes('..');
    return suspicious ? undefined : decoded.replace(/^\/+/, '');
  } catch {
    return undefined;
  }
}

function isInside(folder: string, file: string): boolean {
  const relative = path.relative(folder, file);
  return relative !== '' && !relative.startsWith('..') && !path.isAbsolute(relative);
}

function htmlAnswer(html: Uint8Array): FileAnswer {
  const nonce = randomBytes(16).toString('base64url');
  const page = new TextDecoder().decode(html).replaceAll(noncePlaceholder, nonce);
  return answer(200, 'text/html; charset=utf-8', new TextEncoder().encode(page), nonce);
}

function answer(
  status: FileAnswer['status'],
  contentType: string,
  body: Uint8Array<ArrayBuffer>,
  nonce = randomBytes(16).toString('base64url'),
): FileAnswer {
  return {
    status,
    body,
    headers: {
      'content-type': contentType,
      'content-security-policy': contentSecurityPolicy(nonce),
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'no-store',
    },
  };
}

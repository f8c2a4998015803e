import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { RPCLink } from '@orpc/client/fetch';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type BrowserServer, startBrowserServer } from '#host/transport/browserServer.ts';
import { createSampleRouter } from './sampleRouter.ts';
import { sampleClient, whatPasses } from './whatPasses.ts';

describe('over HTTP of this machine, as with --browser', () => {
  let folder: string;
  let server: BrowserServer;
  let origin: string;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'uige-browser-'));
    await writeFile(path.join(folder, 'index.html'), '<meta nonce="__UIGE_NONCE__"><title>Үйге</title>');
    server = await startBrowserServer({ router: createSampleRouter(), rendererFolder: folder, port: 0 });
    origin = new URL(server.address).origin;
  });
  afterEach(async () => {
    await server.close();
    await rm(folder, { recursive: true });
  });

  async function cookie(): Promise<string> {
    const response = await fetch(server.address, { redirect: 'manual' });
    return response.headers.get('set-cookie') ?? '';
  }

  test.each(Object.entries(whatPasses))('%s', async (_name, check) => {
    const [value = ''] = (await cookie()).split(';');
    await check(sampleClient(new RPCLink({ url: `${origin}/rpc`, headers: { cookie: value } })));
  });

  test('the printed address gives a cookie that no script reads and no other site sends', async () => {
    const response = await fetch(server.address, { redirect: 'manual' });
    expect(response.status).toBe(303);
    expect(response.headers.get('location')).toBe('/');
    expect(response.headers.get('set-cookie')).toMatch(
      /^uige=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/$/,
    );
  });

  test('the printed address works once', async () => {
    await cookie();
    expect((await fetch(server.address, { redirect: 'manual' })).status).toBe(403);
  });

  test.each(['/', '/index.html', '/rpc/greet'])('without the cookie %s is refused', async (place) => {
    expect((await fetch(`${origin}${place}`)).status).toBe(403);
    expect((await fetch(`${origin}${place}?token=guess`)).status).toBe(403);
  });

  test('another host name for this machine is refused, even with the cookie', async () => {
    const [value = ''] = (await cookie()).split(';');
    const status = await new Promise((resolve, reject) => {
      const headers = { host: 'rebound.example', cookie: value };
      request(origin, { headers }, (response) => resolve(response.statusCode))
        .on('error', reject)
        .end();
    });
    expect(status).toBe(403);
  });

  test('an address that is opened or embedded calls nothing, even with the cookie', async () => {
    const [value = ''] = (await cookie()).split(';');
    for (const place of ['/rpc/profile/lock', '/rpc/profile/lock?data=%7B%7D', '/rpc/profile/lock?token=x']) {
      for (const method of ['GET', 'HEAD']) {
        const response = await fetch(`${origin}${place}`, { method, headers: { cookie: value } });
        expect([404, 405], place).toContain(response.status);
      }
    }
    const client = sampleClient(new RPCLink({ url: `${origin}/rpc`, headers: { cookie: value } }));
    expect(await client.locked()).toBe(false);
  });

  test('another origin is refused, even with the cookie', async () => {
    const [value = ''] = (await cookie()).split(';');
    const headers = { cookie: value, origin: 'http://localhost:3000' };
    expect((await fetch(`${origin}/rpc/locked`, { method: 'POST', headers })).status).toBe(403);
  });

  test('the page comes with the strict policy and a nonce of its own', async () => {
    const [value = ''] = (await cookie()).split(';');
    const open = async () => {
      const response = await fetch(`${origin}/children/1`, { headers: { cookie: value } });
      const nonce = /nonce="([\w-]{22})"/.exec(await response.text())?.[1];
      return { nonce, policy: response.headers.get('content-security-policy') };
    };
    const [first, second] = [await open(), await open()];
    expect(first.policy).toContain("default-src 'none'");
    expect(first.policy).toContain(`'nonce-${first.nonce}'`);
    expect(second.nonce).not.toBe(first.nonce);
  });
});

import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { redact } from '../common/log/redact.js';
import { ConfigFolder } from './testing/config-folder.js';

const KEY = 'not-to-be-seen-anywhere';

describe('the settings of MCP', () => {
  const folder = new ConfigFolder();
  const { load, problemsOf } = folder;
  const servers = (given: object) => ({ mcp: { servers: given } });

  it('start nothing and offer nothing by default', async () => {
    expect((await load({})).mcp).toEqual({ servers: {}, server: { enabled: false } });
  });

  it('name programs and addresses, whose keys may come from the environment and stay out of the log', async () => {
    const { mcp } = await load(
      servers({
        files: { command: 'npx', args: ['-y', 'a-server'], env: { API_KEY: '${env:KEY}' }, cwd: 'work' },
        web: {
          url: 'https://example.com/mcp',
          headers: { Authorization: 'Bearer ${env:KEY}' },
          timeoutMs: 5_000,
        },
      }),
      { KEY },
    );
    expect(mcp.servers).toMatchObject({
      files: { env: { API_KEY: KEY }, cwd: join(folder.path, 'work'), enabled: true, timeoutMs: 30_000 },
      web: { headers: { Authorization: `Bearer ${KEY}` }, timeoutMs: 5_000 },
    });
    expect(redact(`the key ${KEY} is wrong`)).not.toContain(KEY);
  });

  it.each<[object, RegExp]>([
    [{ 'a b': { command: 'x' } }, /mcp\.servers\.a b: the name of a server has/],
    [{ a__b: { command: 'x' } }, /the name of a server has/],
    [{ a: 'npx' }, /mcp\.servers\.a: must be an object/],
    [{ a: {} }, /mcp\.servers\.a: set either "command" or "url"/],
    [{ a: { command: 'x', url: 'https://a.example' } }, /set either "command" or "url"/],
    [{ a: { command: 'x', headers: {} } }, /headers: belongs to a server with "url"/],
    [{ a: { url: 'https://a.example', env: {} } }, /env: belongs to a server with "command"/],
    [{ a: { url: 'ftp://a.example' } }, /mcp\.servers\.a\.url: a hidden value, .*begins with http/],
    [{ a: { command: 'x', env: { A: 7 } } }, /env\.A: must be a text/],
    [{ a: { command: 'x', env: { 'A=B': 'x' } } }, /is not the name of a variable/],
    [{ a: { url: 'https://a.example', headers: { 'X-A': 'a\r\nb: c' } } }, /X-A: must be printable ASCII/],
    [{ a: { url: 'https://a.example', headers: { Host: 'x' } } }, /Host: is set by Earshot/],
    [{ a: { command: 'x', tools: { read: 'always' } } }, /tools\.read: found "always", must be one of allow/],
    [{ a: { command: 'x', timeoutMs: 1 } }, /timeoutMs: .*1000/],
    [{ a: { command: 'x', unknown: 1 } }, /unknown setting/],
    [
      Object.fromEntries(Array.from({ length: 17 }, (_, i) => [`s${i}`, { command: 'x' }])),
      /found 17 servers/,
    ],
  ])('of %j are refused', async (given, problem) => {
    expect(await problemsOf(servers(given))).toMatch(problem);
  });

  it('are refused without showing a value', async () => {
    const given = { a: { command: 'x', env: { A: `${KEY}\0` }, headers: { B: KEY }, url: `${KEY}://x` } };
    expect(await problemsOf(servers(given))).not.toContain(KEY);
  });
});

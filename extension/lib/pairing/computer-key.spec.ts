import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { computerKey } from './computer-key';

const SECRET = Buffer.alloc(32, 3).toString('base64url');
const file = (content: unknown) => async () => new Response(JSON.stringify(content));

describe(computerKey.name, () => {
  it('is the one that the build put beside the pages', async () => {
    const paths: string[] = [];
    const key = await computerKey((path) => {
      paths.push(path);
      return file({ key_id: 'computer-1', key: SECRET })();
    });
    expect(paths).toEqual(['/backend-key.json']);
    expect(key?.id).toBe('computer-1');
    const expected = createHmac('sha256', Buffer.alloc(32, 3)).update('text').digest('base64url');
    expect(await key?.sign('text')).toBe(expected);
    expect(JSON.stringify(key)).not.toContain(SECRET);
  });

  it.each([
    ['there is no such file', async () => Promise.reject(new TypeError('Failed to fetch'))],
    ['it is no JSON', async () => new Response('<html>')],
    ['it is no object', file(null)],
    ['it has no id', file({ key: SECRET })],
    ['it has no key', file({ key_id: 'computer-1' })],
    ['the key is too short', file({ key_id: 'computer-1', key: SECRET.slice(1) })],
    ['the key is not base64url', file({ key_id: 'computer-1', key: `${SECRET.slice(1)}!` })],
  ])('is missing if %s', async (_, load) => {
    expect(await computerKey(load)).toBeNull();
  });
});

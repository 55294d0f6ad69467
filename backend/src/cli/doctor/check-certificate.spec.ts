import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeCertificate, type CertificateOptions } from '../../../../testing/make-certificate.js';
import { checkCertificate } from './check-certificate.js';

const DAY_MS = 86_400_000;
const NOW = Date.parse('2030-01-01T12:00:00Z');
const MODE = process.platform !== 'win32';

const inDays = (days: number) => new Date(NOW + days * DAY_MS);

describe(checkCertificate.name, () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'earshot-certificate-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  async function check(
    options: CertificateOptions,
    { host = '127.0.0.1', allowedHosts = ['voice.example.com'], mode = 0o600 } = {},
  ) {
    const { cert, key } = await makeCertificate({ validFrom: inDays(-30), validTo: inDays(60), ...options });
    const tls = { cert: join(folder, 'cert.pem'), key: join(folder, 'key.pem') };
    writeFileSync(tls.cert, cert);
    rmSync(tls.key, { force: true });
    writeFileSync(tls.key, key, { mode });
    return checkCertificate({ tls, host, allowedHosts }, NOW);
  }

  it('says nothing without one', async () => {
    expect(await checkCertificate({ host: '127.0.0.1', allowedHosts: [] }, NOW)).toEqual([]);
  });

  it('tells until when it is valid, and what for', async () => {
    expect(await check({ names: ['voice.example.com', 'localhost', '*.example.com'] })).toEqual([
      {
        verdict: 'ok',
        what: 'Certificate',
        found: 'valid until 2030-03-02, for voice.example.com, localhost, *.example.com',
      },
    ]);
  });

  it('shortens a long list of names', async () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => `${name}.localhost`);
    expect((await check({ names }))[0]?.found).toMatch(/for a\.localhost,.* e\.localhost, …$/);
  });

  it.each([
    ['ends in 15 days', { validTo: inDays(15) }, {}, 'ok', undefined],
    ['ends in 13 days', { validTo: inDays(13.5) }, {}, 'poor', /^renew it before 2030-01-15; /],
    ['ends today', { validTo: inDays(0.2) }, {}, 'poor', /^renew it before 2030-01-01; /],
    ['has expired', { validTo: inDays(-1) }, {}, 'bad', /^renew it, or correct the clock/],
    ['is not valid yet', { validFrom: inDays(1) }, {}, 'bad', /^renew it, or correct the clock/],
    ['has no name', { names: [] }, {}, 'poor', /subjectAltName/],
    [
      'is for a host that is refused',
      { names: ['b.example', 'localhost'] },
      {},
      'poor',
      /^list "b\.example" as/,
    ],
    ['is for the host of the config', { names: ['192.168.1.5'] }, { host: '192.168.1.5' }, 'ok', undefined],
    ['has a key that its group may read', {}, { mode: 0o640 }, 'ok', undefined],
    ...(MODE
      ? ([
          [
            'has a key that others may read',
            {},
            { mode: 0o644 },
            'poor',
            /every user.*chmod o-rwx .*key\.pem$/,
          ],
        ] as const)
      : []),
  ] as const)('judges one that %s', async (_, options, config, verdict, todo) => {
    const [finding] = await check(options, config);
    expect(finding?.verdict).toBe(verdict);
    if (todo) expect(finding?.todo).toMatch(todo);
    else expect(finding?.todo).toBeUndefined();
  });

  it('reports files that cannot be used', async () => {
    const tls = { cert: join(folder, 'none.pem'), key: join(folder, 'none.pem') };
    const [finding] = await checkCertificate({ tls, host: '127.0.0.1', allowedHosts: [] }, NOW);
    expect(finding).toMatchObject({
      verdict: 'bad',
      found: expect.stringContaining('no such file') as string,
    });
  });
});

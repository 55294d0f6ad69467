import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { leftOpenBy } from '../../../testing/left-open.js';
import { makeCertificate, type Pem } from '../../../testing/make-certificate.js';
import type { TlsConfig } from '../config/dto/access.dto.js';
import { CertificateWatch } from './certificate-watch.js';

const MISMATCH = expect.stringMatching(/^tls\.key: .*is not the one of the certificate/) as string;
const MISSING = expect.stringMatching(/^tls\.key: .*no such file/) as string;

describe(CertificateWatch, () => {
  let folder: string;
  let files: TlsConfig;
  let first: Pem;
  let second: Pem;
  let sut: CertificateWatch;
  /** The certificates and problems, in the order that they came in. */
  let seen: string[];

  const nameOf = (cert: string) =>
    cert === first.cert ? 'first' : cert === second.cert ? 'second' : 'unknown';
  const watch = (intervalMs?: number) =>
    new CertificateWatch(
      files,
      {
        onCertificate: ({ cert }) => void seen.push(nameOf(String(cert))),
        onProblem: (problem) => void seen.push(problem),
      },
      intervalMs,
    );

  beforeAll(async () => {
    [first, second] = await Promise.all([makeCertificate(), makeCertificate()]);
  });
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'earshot-watch-'));
    files = { cert: join(folder, 'cert.pem'), key: join(folder, 'key.pem') };
    writeFileSync(files.cert, first.cert);
    writeFileSync(files.key, first.key);
    seen = [];
    sut = watch();
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it.each<readonly [string, (keyof Pem)[]]>([
    ['the certificate changes before the key', ['cert', 'key']],
    ['the key changes before the certificate', ['key', 'cert']],
  ])('keeps the old pair while %s, says so once, and takes the new one', async (_, order) => {
    await sut.look();
    for (const part of order) {
      writeFileSync(files[part], second[part]);
      await sut.look();
      await sut.look();
    }
    expect(seen).toEqual(['first', MISMATCH, 'second']);
  });

  it('says again that a pair does not fit when it happens again', async () => {
    for (const { key } of [first, second, first, second]) {
      writeFileSync(files.key, key);
      await sut.look();
    }
    expect(seen).toEqual(['first', MISMATCH, MISMATCH]);
  });

  it('says once that a file is missing, and takes what comes in its place', async () => {
    await sut.look();
    rmSync(files.key);
    await sut.look();
    await sut.look();
    writeFileSync(files.cert, second.cert);
    writeFileSync(files.key, second.key);
    await sut.look();
    expect(seen).toEqual(['first', MISSING, 'second']);
  });

  it('takes no pair again that has only been touched', async () => {
    await sut.look();
    utimesSync(files.cert, 1, 1);
    await sut.look();
    expect(seen).toEqual(['first']);
  });

  describe.skipIf(process.platform === 'win32')('behind links', () => {
    function version(name: string, { cert, key }: Pem): string {
      const path = join(folder, name);
      mkdirSync(path);
      writeFileSync(join(path, 'cert.pem'), cert);
      writeFileSync(join(path, 'key.pem'), key);
      return path;
    }
    function link(target: string, path: string): void {
      symlinkSync(target, `${path}.new`);
      renameSync(`${path}.new`, path);
    }

    it('takes a pair whose files are linked anew, as certbot does', async () => {
      for (const pem of [first, second]) {
        const path = version(nameOf(pem.cert), pem);
        for (const part of ['cert', 'key'] as const) link(join(path, `${part}.pem`), files[part]);
        await sut.look();
      }
      expect(seen).toEqual(['first', 'second']);
    });

    it('takes a pair whose folder is linked anew, as Kubernetes does', async () => {
      for (const part of ['cert', 'key'] as const) link(join('data', `${part}.pem`), files[part]);
      for (const pem of [first, second]) {
        link(version(nameOf(pem.cert), pem), join(folder, 'data'));
        await sut.look();
      }
      expect(seen).toEqual(['first', 'second']);
    });
  });

  it('looks at intervals until it is stopped, and leaves nothing open', async () => {
    const left = await leftOpenBy(async () => {
      writeFileSync(files.cert, first.cert);
      writeFileSync(files.key, first.key);
      seen = [];
      const running = watch(1);
      const ended = running.run();
      await vi.waitFor(() => expect(seen).toEqual(['first']));
      writeFileSync(files.cert, second.cert);
      writeFileSync(files.key, second.key);
      await vi.waitFor(() => expect(seen.at(-1)).toBe('second'));
      running.stop();
      await ended;
    });
    expect(left).toEqual([]);
  });
});

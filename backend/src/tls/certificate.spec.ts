import { generateKeyPairSync } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeCertificate, type Pem } from '../../../testing/make-certificate.js';
import { readCertificate, validityProblem } from './certificate.js';

const DAY_MS = 86_400_000;

describe(readCertificate.name, () => {
  let folder: string;
  let own: Pem;
  let other: Pem;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'earshot-certificate-'));
    [own, other] = await Promise.all([makeCertificate(), makeCertificate()]);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  /** @returns the path of a new file */
  function file(name: string, content: string | Buffer): string {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  }

  const paths = (cert: string | Buffer, key: string | Buffer) => ({
    cert: file('cert.pem', cert),
    key: file('key.pem', key),
  });

  it('tells what the certificate covers, and until when', async () => {
    const names = ['voice.example.com', 'localhost', '127.0.0.1', '::1'];
    const validTo = new Date('2031-05-06T07:08:09Z');
    const { cert, key } = await makeCertificate({ names, validTo });
    const read = await readCertificate(paths(cert, key));
    expect(read).toMatchObject({ cert: Buffer.from(cert), key: Buffer.from(key), validTo });
    expect(read.names).toEqual(['voice.example.com', 'localhost', '127.0.0.1', '0:0:0:0:0:0:0:1']);
  });

  it.each([
    ['one certificate', () => own.cert],
    ['a certificate and that of its authority', () => own.cert + other.cert],
    ['text before it', () => `subject=CN = voice.example.com\r\n${own.cert.replaceAll('\n', '\r\n')}`],
    ['certificate and key in one file', () => own.key + own.cert],
  ])('accepts %s', async (_, cert) => {
    expect((await readCertificate(paths(cert(), own.key))).names).toEqual(['127.0.0.1']);
  });

  it('accepts a key for elliptic curves', async () => {
    const { cert, key } = await makeCertificate({ keyType: 'ec' });
    await readCertificate(paths(cert, key));
  });

  const PEM_OF_NOTHING = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n';
  const encrypted = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'hush' },
  });

  it.each<readonly [string, () => { cert: string; key: string }, RegExp]>([
    [
      'a file that is missing',
      () => ({ ...paths(own.cert, own.key), cert: join(folder, 'no.pem') }),
      /^tls\.cert: .*no\.pem .*no such file.*started in\.$/,
    ],
    ['a folder', () => ({ ...paths(own.cert, own.key), key: folder }), /^tls\.key: .*it is a folder/],
    [
      'a certificate that is not text',
      () => paths(Buffer.from([0x30, 0x82, 1, 2]), own.key),
      /^tls\.cert: .*not in PEM/,
    ],
    ['an empty key', () => paths(own.cert, ''), /^tls\.key: .*not in PEM/],
    [
      'files the wrong way round',
      () => paths(own.key, own.cert),
      /^tls\.cert: .*has no certificate, but: .*private key/,
    ],
    [
      'a public key',
      () => paths(own.cert, encrypted.publicKey),
      /^tls\.key: .*has no private key, but: public key/,
    ],
    ['a damaged certificate', () => paths(PEM_OF_NOTHING, own.key), /^tls\.cert: .*damaged/],
    [
      'a damaged key',
      () => paths(own.cert, PEM_OF_NOTHING.replaceAll('CERTIFICATE', 'PRIVATE KEY')),
      /^tls\.key: .*damaged/,
    ],
    [
      'a key with a passphrase',
      () => paths(own.cert, encrypted.privateKey),
      /^tls\.key: .*passphrase.*openssl pkey/,
    ],
    [
      'the key of another certificate',
      () => paths(own.cert, other.key),
      /^tls\.key: .*is not the one of the certificate/,
    ],
    [
      'a chain in the wrong order',
      () => paths(other.cert + own.cert, own.key),
      /that of the server comes first/,
    ],
  ])('says in one sentence what is wrong with %s', async (_, files, words) => {
    const error = (await readCertificate(files()).catch((reason: unknown) => reason)) as Error;
    expect(error.message).toMatch(words);
    expect(error.message).not.toContain('\n');
  });

  it.skipIf(process.getuid?.() === 0 || process.platform === 'win32')(
    'says that it may not read a file',
    async () => {
      const files = paths(own.cert, own.key);
      chmodSync(files.key, 0);
      await expect(readCertificate(files)).rejects.toThrow(/^tls\.key: .*may not read it/);
      chmodSync(files.key, 0o600);
    },
  );

  it.each([
    ['valid', -1, 1, undefined],
    ['expired', -2, -1, /expired on 2029-12-31: /],
    ['not valid yet', 1, 2, /not valid before 2030-01-02: /],
  ])('tells whether clients accept one that is %s', async (_, from, to, problem) => {
    const now = Date.parse('2030-01-01T12:00:00Z');
    const day = (days: number) => new Date(now + days * DAY_MS);
    const { cert, key } = await makeCertificate({ validFrom: day(from), validTo: day(to) });
    const text = validityProblem(await readCertificate(paths(cert, key)), now);
    if (problem) expect(text).toMatch(problem);
    else expect(text).toBeUndefined();
  });
});

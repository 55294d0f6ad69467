import { createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createSecureContext } from 'node:tls';
import { utcDay } from '../common/clock/utc-day.js';
import type { TlsConfig } from '../config/dto/access.dto.js';
import { ConfigError } from '../config/file/config-file.js';

/** A certificate with its key, which has been tried. */
export interface Certificate {
  /** In PEM, with the certificates between it and its authority. */
  cert: Buffer;
  key: Buffer;
  validFrom: Date;
  validTo: Date;
  /** The host names and addresses that it covers. */
  names: string[];
}

const HOW_TO_CORRECT_PATH = 'Correct the path, which is relative to the folder that Earshot is started in';

const READ_PROBLEMS: Partial<Record<string, string>> = {
  ENOENT: `there is no such file. ${HOW_TO_CORRECT_PATH}`,
  ENOTDIR: `there is no such file. ${HOW_TO_CORRECT_PATH}`,
  EISDIR: `it is a folder. ${HOW_TO_CORRECT_PATH}`,
  EACCES: 'the user who runs Earshot may not read it. Give this user access to the file and to its folders',
};

/**
 * Reads the files of a certificate and its key, and checks that a server can use them.
 * @throws ConfigError with what is wrong with which file, and what to do
 */
export async function readCertificate(files: TlsConfig): Promise<Certificate> {
  const cert = await readPem('cert', files);
  const key = await readPem('key', files);
  const certificate = parseCertificate(cert, files.cert);
  const privateKey = parseKey(key, files.key);
  if (!certificate.checkPrivateKey(privateKey)) {
    throw new ConfigError(
      `tls.key: the key in ${files.key} is not the one of the certificate in ${files.cert}. Name the two files that were made ` +
        'together; in a file with several certificates, that of the server comes first.',
    );
  }
  try {
    createSecureContext({ cert, key });
  } catch (error) {
    throw problemOf('cert', files.cert, `it cannot be used (${(error as Error).message}). Make a new one`);
  }
  return {
    cert,
    key,
    validFrom: certificate.validFromDate,
    validTo: certificate.validToDate,
    names: namesOf(certificate),
  };
}

/** @returns a sentence if clients will refuse the certificate at this time, in ms since 1970 */
export function validityProblem({ validFrom, validTo }: Certificate, now: number): string | undefined {
  if (now > validTo.getTime()) return `The certificate expired on ${utcDay(validTo)}: clients refuse it.`;
  if (now < validFrom.getTime())
    return `The certificate is not valid before ${utcDay(validFrom)}: clients refuse it until then.`;
  return undefined;
}

async function readPem(setting: keyof TlsConfig, files: TlsConfig): Promise<Buffer> {
  const file = files[setting];
  let bytes: Buffer;
  try {
    bytes = await readFile(file);
  } catch (error) {
    const { code = 'unknown error' } = error as NodeJS.ErrnoException;
    throw problemOf(setting, file, READ_PROBLEMS[code] ?? `it cannot be read (${code})`);
  }
  const kinds = [...bytes.toString('latin1').matchAll(/^-----BEGIN ([A-Z\d ]+)-----/gm)].map(
    ([, kind]) => kind!,
  );
  if (kinds.length === 0) {
    throw problemOf(setting, file, 'it is not in PEM, which is text with a line "-----BEGIN …". Convert it');
  }
  const isWanted = (kind: string) => kind.endsWith(setting === 'cert' ? 'CERTIFICATE' : 'PRIVATE KEY');
  if (kinds.some(isWanted)) return bytes;
  const wanted = setting === 'cert' ? 'certificate' : 'private key';
  throw problemOf(setting, file, `it has no ${wanted}, but: ${[...new Set(kinds)].join(', ').toLowerCase()}`);
}

function parseCertificate(pem: Buffer, file: string): X509Certificate {
  try {
    return new X509Certificate(pem);
  } catch {
    throw problemOf('cert', file, 'its certificate is damaged. Copy it again');
  }
}

function parseKey(pem: Buffer, file: string): KeyObject {
  try {
    return createPrivateKey(pem);
  } catch {
    const isEncrypted = /\bENCRYPTED\b/.test(pem.toString('latin1'));
    const problem = isEncrypted
      ? 'it is protected by a passphrase. Write the key without one into a file that only Earshot may read: ' +
        'openssl pkey -in <file> -out <new file>'
      : 'its key is damaged. Copy it again';
    throw problemOf('key', file, problem);
  }
}

/** Clients look at these names only, not at the subject. */
const namesOf = ({ subjectAltName = '' }: X509Certificate): string[] =>
  [...subjectAltName.matchAll(/(?:DNS|IP Address):([^\s,]+)/g)].map(([, name]) => name!);

const problemOf = (setting: keyof TlsConfig, file: string, problem: string) =>
  new ConfigError(`tls.${setting}: ${file} cannot be used: ${problem}.`);

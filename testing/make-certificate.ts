import { generate } from 'selfsigned';
import { randomUUID } from 'node:crypto';
import { isIP } from 'node:net';

/** A certificate, which signs itself, and its key. */
export interface Pem {
  cert: string;
  key: string;
}

export interface CertificateOptions {
  /** Host names and addresses that it covers. */
  names?: readonly string[];
  validFrom?: Date;
  validTo?: Date;
  keyType?: 'rsa' | 'ec';
}

export async function makeCertificate({
  names = ['127.0.0.1'],
  validFrom,
  validTo,
  keyType = 'rsa',
}: CertificateOptions = {}): Promise<Pem> {
  const altNames = names.map((name) =>
    isIP(name) ? ({ type: 7, ip: name } as const) : ({ type: 2, value: name } as const),
  );
  const subject = [
    { name: 'commonName', value: names[0] ?? 'localhost' },
    // Trusted certificates are found by their subject: two of the same would be mistaken for each other.
    { name: 'organizationName', value: randomUUID() },
  ];
  const pems = await generate(subject, {
    keyType,
    extensions: [{ name: 'subjectAltName', altNames }],
    ...(validFrom && { notBeforeDate: validFrom }),
    ...(validTo && { notAfterDate: validTo }),
  });
  return { cert: `${pems.cert.trim()}\n`, key: `${pems.private.trim()}\n` };
}

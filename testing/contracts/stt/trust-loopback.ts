import { generate } from 'selfsigned';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';

/**
 * A certificate for 127.0.0.1 that this process trusts from now on.
 * @param names other names of the server
 */
export async function trustLoopback(...names: string[]): Promise<{ cert: string; key: string }> {
  const altNames = [
    { type: 7, ip: '127.0.0.1' } as const,
    ...names.map((value) => ({ type: 2, value }) as const),
  ];
  const pems = await generate([{ name: 'commonName', value: '127.0.0.1' }], {
    extensions: [{ name: 'subjectAltName', altNames }],
  });
  setDefaultCACertificates([...getCACertificates('default'), pems.cert]);
  return { cert: pems.cert, key: pems.private };
}

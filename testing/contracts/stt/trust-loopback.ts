import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { makeCertificate, type Pem } from '../../make-certificate.js';

/**
 * A certificate for 127.0.0.1 that this process trusts from now on.
 * @param names other names of the server
 */
export async function trustLoopback(...names: string[]): Promise<Pem> {
  const pem = await makeCertificate({ names: ['127.0.0.1', ...names] });
  setDefaultCACertificates([...getCACertificates('default'), pem.cert]);
  return pem;
}

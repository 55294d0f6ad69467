import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, type TLSSocket } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeCertificate, type Pem } from '../../../testing/make-certificate.js';
import { AgentsService } from './agents.service.js';
import { AgentsApp } from './testing/agents-app.js';

describe('an agent of a backend with TLS', () => {
  const folder = mkdtempSync(join(tmpdir(), 'earshot-agent-tls-'));
  const tls = { cert: join(folder, 'cert.pem'), key: join(folder, 'key.pem') };
  let sut: AgentsApp;
  let agents: AgentsService;

  const install = ({ cert, key }: Pem) => {
    writeFileSync(tls.cert, cert);
    writeFileSync(tls.key, key);
  };

  /** The names of the certificate that the port shows. */
  async function namesAt(port: number): Promise<string | undefined> {
    const socket: TLSSocket = connect({ port, host: '127.0.0.1', rejectUnauthorized: false });
    await once(socket, 'secureConnect');
    const { subjectaltname } = socket.getPeerCertificate();
    socket.destroy();
    return subjectaltname;
  }

  beforeAll(async () => {
    install(await makeCertificate({ names: ['first.test'], keyType: 'ec' }));
    sut = await AgentsApp.start({ tls });
    agents = sut.app.get(AgentsService, { strict: false });
  });
  afterAll(async () => {
    await sut.close();
    rmSync(folder, { recursive: true });
  });

  it('shows the certificate of the main port, and the new one when it is renewed', async () => {
    const port = await agents.start({ channel: 'early' });
    expect(await namesAt(port)).toBe('DNS:first.test');
    install(await makeCertificate({ names: ['second.test'], keyType: 'ec' }));
    await expect.poll(() => namesAt(port), { timeout: 20_000, interval: 100 }).toBe('DNS:second.test');
    expect(await namesAt(await agents.start({ channel: 'late' }))).toBe('DNS:second.test');
  });
});

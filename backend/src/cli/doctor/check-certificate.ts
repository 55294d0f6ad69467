import { statSync } from 'node:fs';
import { answeredHosts, isAllowedHost } from '../../auth/origin-policy.js';
import { utcDay } from '../../common/clock/utc-day.js';
import { ConfigError } from '../../config/file/config-file.js';
import type { EarshotConfig } from '../../config/config.dto.js';
import { readCertificate, validityProblem, type Certificate } from '../../tls/certificate.js';
import type { Finding } from './report.js';

const DAY_MS = 86_400_000;

/** Certificates are commonly renewed 30 days before their end, so that the renewal has failed by then. */
const WARN_BEFORE_MS = 14 * DAY_MS;

const MAX_NAMES = 5;

/**
 * Checks the certificate for TLS. @returns no finding if the config has none
 * @param now in ms since 1970
 */
export async function checkCertificate(
  config: Pick<EarshotConfig, 'tls' | 'host' | 'allowedHosts'>,
  now: number,
): Promise<Finding[]> {
  const { tls } = config;
  if (!tls) return [];
  const what = 'Certificate';
  try {
    const certificate = await readCertificate(tls);
    const { names, validTo } = certificate;
    const listed = names.length > MAX_NAMES ? [...names.slice(0, MAX_NAMES), '…'] : names;
    const found = `valid until ${utcDay(validTo)}, for ${listed.join(', ') || 'no name'}`;
    const invalid = validityProblem(certificate, now);
    if (invalid)
      return [
        { verdict: 'bad', what, found: invalid, todo: 'renew it, or correct the clock of this computer' },
      ];
    const todo = weaknesses(certificate, config, now).join('\n');
    return [todo ? { verdict: 'poor', what, found, todo } : { verdict: 'ok', what, found }];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return [{ verdict: 'bad', what, found: error.message }];
  }
}

/** @returns what to do, most urgent first */
function weaknesses(
  { names, validTo }: Certificate,
  config: Pick<EarshotConfig, 'tls' | 'host' | 'allowedHosts'>,
  now: number,
): string[] {
  const todo: string[] = [];
  if (validTo.getTime() - now < WARN_BEFORE_MS)
    todo.push(`renew it before ${utcDay(validTo)}; Earshot takes the new files while it runs`);
  if (names.length === 0)
    todo.push('make one with the names of this server as "subjectAltName": browsers need them');
  const refused = names.filter(
    (name) => !name.startsWith('*.') && !isAllowedHost(name, answeredHosts(config)),
  );
  if (refused.length > 0) {
    const shown = refused.slice(0, MAX_NAMES).map((name) => `"${name}"`);
    todo.push(
      `list ${shown.join(', ')} as "allowedHosts" if clients use it: requests for other names are refused`,
    );
  }
  // Windows has no such permissions.
  const { tls } = config;
  if (process.platform !== 'win32' && tls && statSync(tls.key).mode & 0o004)
    todo.push(`every user of this computer can read the key: chmod o-rwx ${tls.key}`);
  return todo;
}

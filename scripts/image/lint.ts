/** Checks the files in deploy/ and compose.yaml with the programs that read them, where those are installed. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { holds, type Row } from '../../bench/lib/table.ts';
import { ROOT } from '../project.ts';
import { isInstalled, tryToRun } from './programs.ts';

const DCLINT = join(ROOT, 'node_modules/dclint/bin/dclint.cjs');

/** Matters of taste, and the open ports, which scripts/deploy.spec.ts checks: Caddy's are meant to be. */
const DCLINT_OFF = [
  'no-unbound-port-interfaces',
  'service-keys-order',
  'services-alphabetical-order',
  'top-level-properties-order',
  'no-quotes-in-volumes',
  'no-build-and-image',
];

export function lint(): Row[] {
  const folder = mkdtempSync(join(tmpdir(), 'earshot-lint-'));
  // Caddy makes folders for its authority.
  const env = { ...process.env, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder };
  const caddy = ['validate', '--config', 'deploy/caddy/Caddyfile', '--adapter', 'caddyfile'];
  const queries = join(folder, 'queries.yml');
  try {
    writeFileSync(queries, JSON.stringify(rulesOf(dashboardQueries())));
    return [
      row('compose.yaml', process.execPath, [
        DCLINT,
        'compose.yaml',
        '--max-warnings',
        '0',
        '--disable-rule',
        ...DCLINT_OFF,
      ]),
      row('Caddyfile', 'caddy', caddy, { ...env }, ['version']),
      row(
        'Caddyfile with a public name',
        'caddy',
        caddy,
        { ...env, EARSHOT_SITE: 'voice.example.com', EARSHOT_TLS: 'me@example.com' },
        ['version'],
      ),
      row('prometheus.yml', 'promtool', ['check', 'config', 'deploy/prometheus/prometheus.yml']),
      row("the dashboard's queries", 'promtool', ['check', 'rules', queries]),
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** @returns the PromQL of all panels */
export function dashboardQueries(): string[] {
  const { panels } = JSON.parse(readFileSync(join(ROOT, 'deploy/grafana/earshot.json'), 'utf8')) as {
    panels: { targets: { expr: string }[] }[];
  };
  return panels.flatMap(({ targets }) => targets.map(({ expr }) => expr));
}

/** promtool checks queries as rules only. */
const rulesOf = (queries: string[]) => ({
  groups: [{ name: 'dashboard', rules: queries.map((expr, i) => ({ record: `query:${i}`, expr })) }],
});

function row(
  file: string,
  program: string,
  args: string[],
  env = process.env,
  versionArgs = ['--version'],
): Row {
  const checker = program === process.execPath ? 'dclint' : program;
  const figure = `no mistakes in ${file} (${checker})`;
  if (!isInstalled(program, versionArgs))
    return { figure, value: `not tried: ${program} is not installed`, goal: 'yes', met: true };
  const { status, stdout, stderr } = tryToRun(program, args, { env });
  if (status !== 0) console.error(`${stdout}${stderr}`);
  return holds(figure, status === 0);
}

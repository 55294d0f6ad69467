/** What an image is made of: its size, its settings, and what must not be in it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { atMost, holds, type Row } from '../../bench/lib/table.ts';
import { ROOT } from '../project.ts';
import type { ContainerTool } from './container-tool.ts';
import { run } from './programs.ts';

const MAX_MB = 450;

interface ImageInfo {
  Size: number;
  Config?: ImageConfig;
  /** Podman has it here. */
  Healthcheck?: unknown;
}

interface ImageConfig {
  User?: string;
  StopSignal?: string;
  Volumes?: Record<string, unknown>;
  Labels?: Record<string, string>;
  Healthcheck?: unknown;
}

/** Secrets, keys, sources and tools. */
const UNWANTED = String.raw`(^|/)(backend-key\.json|\.env.*|\.npmrc|\.git|npm|npx|corepack|yarn)$|\.(pem|key)$|^/app/(?!node_modules/).*\.(spec\.js|map)$|^/app/(backend|extension|libs|scripts|fixtures)$`;

/** Runs in the image: prints the unwanted files of its own folders, one a line. */
const FIND_UNWANTED = `
  const { readdirSync } = require('node:fs');
  const unwanted = new RegExp(process.argv[1]);
  for (const folder of ['/app', '/data', '/home', '/usr/local', '/opt'])
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      const file = entry.parentPath + '/' + entry.name;
      if (unwanted.test(file)) console.log(file);
    }`;

/** Runs in a container with a read-only root: prints which of the folders can be written. */
const FIND_WRITABLE = `
  const { writeFileSync } = require('node:fs');
  const isWritable = (folder) => {
    try { writeFileSync(folder + '/x', ''); return true; } catch { return false; }
  };
  console.log(process.getuid(), ['/app', '/usr', '/tmp', '/data'].filter(isWritable).join(' '));`;

export function inspectImage({ program }: ContainerTool, image: string): Row[] {
  const [info] = JSON.parse(run(program, ['image', 'inspect', image])) as [ImageInfo];
  const { User, StopSignal, Volumes = {}, Labels = {}, Healthcheck } = info.Config ?? {};
  const node = (script: string, args: string[], options: string[] = []) =>
    run(program, ['run', '--rm', ...options, '--entrypoint', 'node', image, '--eval', script, ...args]);
  const unwanted = node(FIND_UNWANTED, ['--', UNWANTED]);
  if (unwanted !== '') console.error(`In the image:\n${unwanted}`);
  const writable = node(FIND_WRITABLE, [], ['--read-only', '--tmpfs=/tmp', '--cap-drop=ALL']);
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
  return [
    atMost('size', info.Size / 1e6, MAX_MB, 'MB'),
    holds('runs as the user 1000:1000', User === '1000:1000' && writable.startsWith('1000 ')),
    holds('writes only to its temporary folder and its volume', writable.endsWith(' /tmp /data')),
    holds(
      'has a health check, a stop signal and a volume',
      Boolean(Healthcheck ?? info.Healthcheck) && StopSignal === 'SIGTERM' && '/data' in Volumes,
    ),
    holds(
      'is labelled with the version of package.json',
      Labels['org.opencontainers.image.version'] === version,
    ),
    holds('has no keys, secrets, sources or npm', unwanted === ''),
  ];
}

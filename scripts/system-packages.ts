/**
 * Installs the Debian packages that Earshot uses if it can (as root on Debian or Ubuntu), and otherwise prints the command.
 * Missing packages do not prevent the start; the parts that need them are then not available.
 *
 * usage: node scripts/system-packages.ts [speech] [browser] [voices]
 */
import { spawnSync } from 'node:child_process';
import { accessSync } from 'node:fs';

interface Group {
  packages: string[];
  /** What to do on a system without apt-get. */
  elsewhere: string;
}

const GROUPS = {
  speech: {
    packages: ['libpocketsphinx3', 'pocketsphinx-en-us'],
    elsewhere:
      "Offline speech recognition needs Debian, Ubuntu or Docker (docs/docker.md). Without them, type, or set a recogniser's key such as DEEPGRAM_API_KEY.",
  },
  /** Of the tests and the demo, with a font. */
  browser: {
    packages: ['chromium', 'fonts-liberation'],
    elsewhere: 'The tests and the demo need Chromium. If it is not found, set CHROMIUM to its path.',
  },
  /** Of `npm run bench -- heard`. */
  voices: {
    packages: ['flite', 'festival', 'festvox-kallpc16k', 'festvox-us-slt-hts', 'espeak-ng', 'sox'],
    elsewhere: 'The benchmark of heard commands needs the voices of Debian or Ubuntu.',
  },
} satisfies Record<string, Group>;

export type PackageGroup = keyof typeof GROUPS;

const run = (command: string, args: string[], quiet = true) =>
  spawnSync(command, args, {
    stdio: quiet ? 'pipe' : 'inherit',
    encoding: 'utf8',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });

function missing(packages: string[]): string[] {
  return packages.filter((name) => {
    const { stdout } = run('dpkg-query', ['-W', '-f=${db:Status-Status}', name]);
    return stdout !== 'installed';
  });
}

function hasApt(): boolean {
  try {
    accessSync('/usr/bin/apt-get');
    return process.platform === 'linux';
  } catch {
    return false;
  }
}

/** @returns whether all packages of these groups are installed now */
export function ensureSystemPackages(groups: PackageGroup[]): boolean {
  const wanted = groups.flatMap((group) => GROUPS[group].packages);
  if (!hasApt()) {
    for (const group of groups) console.log(GROUPS[group].elsewhere);
    return false;
  }
  const absent = missing(wanted);
  if (absent.length === 0) return true;
  const command = `apt-get update && apt-get install -y --no-install-recommends ${absent.join(' ')}`;
  if (process.getuid?.() !== 0) {
    console.log(`Missing: ${absent.join(', ')}. To install: sudo sh -c '${command}'`);
    return false;
  }
  console.log(`Installing ${absent.join(', ')} ...`);
  const done = run('sh', ['-c', command]);
  if (done.status === 0) return true;
  console.error(
    `Could not install ${absent.join(', ')}:\n${done.stderr.trim().split('\n').slice(-5).join('\n')}`,
  );
  return false;
}

if (import.meta.main) {
  const groups = process.argv.slice(2) as PackageGroup[];
  ensureSystemPackages(groups.length > 0 ? groups : ['speech', 'browser']);
}

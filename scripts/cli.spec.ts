import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const NEST = 'node_modules/@nestjs/cli/bin/nest.js';

describe('scripts/cli.ts', () => {
  /** A project with this script, a build tool that builds nothing, and one source from second 200. */
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'earshot-cli-'));
    for (const file of ['scripts/cli.ts', 'scripts/project.ts', 'backend/src/cli/build-state.ts']) {
      cpSync(join(import.meta.dirname, '..', file), join(root, file));
      utimesSync(join(root, file), 200, 200);
    }
    write('package.json', '{"type":"module"}');
    write(NEST, 'console.error("built")');
  });
  afterEach(() => rmSync(root, { recursive: true }));

  function write(file: string, text: string): void {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }

  /** Writes a build whose commands print their options and exit with 3. */
  function writeBuild(seconds: number): void {
    write('dist/backend/src/main.js', '');
    utimesSync(join(root, 'dist/backend/src/main.js'), seconds, seconds);
    for (const command of ['doctor', 'pair', 'schema', 'tokens']) {
      const program = `console.log("${command}", ...process.argv.slice(2)); process.exit(3);`;
      write(`dist/backend/src/cli/${command}.js`, program);
    }
  }

  function run(...args: string[]) {
    const { stdout, stderr, status } = spawnSync(process.execPath, [join(root, 'scripts/cli.ts'), ...args], {
      // Without nest in it, as outside npm scripts.
      env: { PATH: '/usr/bin' },
      encoding: 'utf8',
    });
    return { stdout, stderr, status };
  }

  it.each(['doctor', 'pair', 'schema', 'tokens'])(
    'runs %s from a build that is up to date, with its options and exit code',
    (command) => {
      writeBuild(300);
      expect(run(command, '--online')).toEqual({ stdout: `${command} --online\n`, stderr: '', status: 3 });
    },
  );

  it('runs the doctor from a build that is older than the sources', () => {
    writeBuild(100);
    expect(run('doctor')).toEqual({ stdout: 'doctor\n', stderr: '', status: 3 });
  });

  it('builds before it writes the schema of newer sources', () => {
    writeBuild(100);
    expect(run('schema')).toEqual({ stdout: 'schema\n', stderr: 'Building ...\nbuilt\n', status: 3 });
  });

  it('builds before the doctor if there is no build', () => {
    expect(run('doctor').stderr).toMatch(/^Building \.\.\.\nbuilt\n/);
  });

  it('runs nothing after a build that failed', () => {
    writeBuild(100);
    write(NEST, 'console.error("a type error"); process.exit(1);');
    const { stdout, stderr, status } = run('schema');
    expect(stderr).toMatch(/^Building \.\.\.\na type error\nThe build failed/);
    expect(stdout).toBe('');
    expect(status).toBe(1);
  });

  it('says what to install if the build tools are missing', () => {
    rmSync(join(root, NEST));
    const { stderr, status } = run('doctor');
    expect(stderr).toContain('Install them: npm ci');
    expect(status).toBe(1);
  });
});

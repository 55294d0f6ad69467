/** What would not work on Windows or macOS, as far as the sources show it. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { ROOT } from './project.ts';

const FOLDERS = '{backend,bench,e2e,extension,libs,scripts,testing}';

const STARTS = /^(?:spawn|exec|execFile)(?:Sync)?$/;
/** `git` is a program on every system; the others are run only where they are. */
const PROGRAMS: Record<string, string[]> = {
  'backend/src/common/files/private-file.spec.ts': ['mkfifo'],
  // What the user's config names.
  'backend/src/mcp/connection/process-transport.ts': ['command'],
  'backend/src/recording/recording-faults.spec.ts': ['mount', 'umount'],
  'scripts/conventions.spec.ts': ['git'],
  'scripts/image/programs.ts': ['program'],
  'scripts/system-packages.ts': ['command'],
};

/** Node emulates these on Windows. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGKILL'];

/** Folders of one system, and the files that look into them only where they exist. */
const SYSTEM_FOLDER = /^(?:\/(?:usr|etc|tmp|dev|proc|opt|Applications)\b|[A-Z]:\\)/;
const KNOWS_SYSTEM_FOLDERS = [
  'backend/src/cli/find-browser.ts',
  'backend/src/stt/providers/embedded/pocketsphinx/debian-files.ts',
  'bench/agents/lifecycles.ts',
  'scripts/system-packages.ts',
];

/** One command of an npm script, which cmd.exe reads as sh does: no variables, single quotes, pipes or redirections. */
const COMMAND = /^(?:npm run --silent [a-z:]+|[a-z-]+)(?: (?:[\w./:=,-]+|"[^"$`]*"))*$/;

const files = globSync(`${FOLDERS}/**/*.{ts,mts}`, { cwd: ROOT, exclude: ['**/node_modules/**'] }).map(
  (file) => file.replaceAll('\\', '/'),
);

/** @returns where a rule is broken, as `file:line text` */
function broken(source: string, file: string): string[] {
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true);
  const isTest = /\.spec\.ts$/.test(file);
  const found: string[] = [];
  const report = (node: ts.Node) => {
    const { line } = tree.getLineAndCharacterOfPosition(node.getStart());
    found.push(`${file}:${line + 1} ${node.getText().split('\n')[0]}`);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && STARTS.test(node.expression.text)) {
      const program = node.arguments[0]?.getText().replace(/^'|'$/g, '') ?? '';
      if (program !== 'process.execPath' && !PROGRAMS[file]?.includes(program)) report(node);
    }
    // The path of a file's URL begins with a slash on Windows, and has %20 for a space.
    if (
      ts.isPropertyAccessExpression(node) &&
      node.name.text === 'pathname' &&
      /import\.meta|pathToFile/.test(node.getText())
    )
      report(node);
    if (ts.isStringLiteralLike(node)) {
      if (/^SIG[A-Z]+\d?$/.test(node.text) && !SIGNALS.includes(node.text)) report(node);
      if (!isTest && SYSTEM_FOLDER.test(node.text) && !KNOWS_SYSTEM_FOLDERS.includes(file)) report(node);
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

describe('portability', () => {
  it('holds in all sources', () => {
    expect(files.length).toBeGreaterThan(300);
    expect(files.flatMap((file) => broken(readFileSync(join(ROOT, file), 'utf8'), file))).toEqual([]);
  });

  it.each([
    ['a command that is no program on Windows', "spawn('npm', ['ci'])"],
    ['a command of an npm package', "execFileSync('wxt', ['build'])"],
    ['the shell', "exec('ls')"],
    ['the path of a file URL', "new URL('a.ts', import.meta.url).pathname"],
    ['a signal that Windows lacks', "child.kill('SIGSTOP')"],
    ['a folder of one system', "readFileSync('/etc/hosts')"],
    ['a folder of Windows', String.raw`readFileSync('C:\\x')`],
  ])('fails on %s', (_what, source) => {
    expect(broken(source, 'scripts/x.ts')).toHaveLength(1);
  });

  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  it.each(Object.entries(scripts))('npm run %s needs no particular shell', (_name, script) => {
    for (const command of script.split(' && ')) expect(command).toMatch(COMMAND);
  });

  it.each([
    'PORT=1 node x.js',
    "node 'x y.js'",
    'node x.js | head',
    'a; b',
    'rm -rf $HOME',
    'echo a > b',
    'a & b',
  ])('%s would not pass', (script) => {
    expect(script.split(' && ').every((command) => COMMAND.test(command))).toBe(false);
  });
});

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { stampBuild } from './build-id.ts';

describe(stampBuild.name, () => {
  let folder: string;
  beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'earshot-build-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  /** Writes a build as the tools do: without an id. */
  function build(changes: Record<string, string> = {}): void {
    rmSync(folder, { recursive: true });
    const files = {
      'manifest.json': '{"version":"0.1.0"}',
      'background.js': 'answer({ id: "__EARSHOT_BUILD_ID__" })',
      'chunks/panel.js': 'show()',
      ...changes,
    };
    mkdirSync(join(folder, 'chunks'), { recursive: true });
    for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  }
  const read = (name: string) => readFileSync(join(folder, name), 'utf8');

  it('puts the same id into the code and into the build file', () => {
    build();
    const id = stampBuild(folder);
    expect(id).toMatch(/^[0-9a-f]{16}$/);
    expect(JSON.parse(read('build.json'))).toEqual({ id });
    expect(read('background.js')).toBe(`answer({ id: "${id}" })`);
    expect(read('chunks/panel.js')).toBe('show()');
  });

  it('gives an unchanged build the same id', () => {
    build();
    const id = stampBuild(folder);
    build();
    writeFileSync(join(folder, 'build.json'), '{"id":"an older one"}');
    expect(stampBuild(folder)).toBe(id);
  });

  it.each([
    ['code', { 'chunks/panel.js': 'show( )' }],
    ['the worker', { 'background.js': 'answer({ id: "__EARSHOT_BUILD_ID__", more: 1 })' }],
    ['the manifest', { 'manifest.json': '{"version":"0.1.1"}' }],
    ['the key', { 'backend-key.json': '{"key_id":"a","key":"b"}' }],
    ['a new file', { 'icon.svg': '<svg/>' }],
    ['a name', { 'chunks/panel.js': '', 'chunks/panel2.js': 'show()' }],
    ['a border between files', { 'manifest.json': '{"version":"0.1.0"', 'page.html': '}' }],
  ])('gives another id if %s has changed', (_name, changes) => {
    build();
    const id = stampBuild(folder);
    build(changes as Record<string, string>);
    expect(stampBuild(folder)).not.toBe(id);
  });
});

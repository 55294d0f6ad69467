/** Programs that Node runs from their sources: it imports files by their real names, TypeScript also by those of the build. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { ROOT } from './project.ts';

const PROGRAMS = [
  'bench/run.ts',
  'wxt.config.ts',
  ...['build', 'cli', 'demo', 'dev', 'image-test', 'notices', 'start'].map((name) => `scripts/${name}.ts`),
];

/** @returns the files that the imports of a source name, without those of types alone */
function importsOf(file: string): string[] {
  const { statements } = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest);
  return statements.flatMap((statement) => {
    const isImport = ts.isImportDeclaration(statement)
      ? statement.importClause?.phaseModifier !== ts.SyntaxKind.TypeKeyword
      : ts.isExportDeclaration(statement) && !statement.isTypeOnly;
    const from = isImport && (statement as ts.ImportDeclaration | ts.ExportDeclaration).moduleSpecifier;
    const name = from && ts.isStringLiteral(from) ? from.text : '';
    return name.startsWith('.') ? [join(dirname(file), name)] : [];
  });
}

/** @returns the imports that name no file, of a file and of all that it imports. Builds may be missing. */
function missing(file: string, seen = new Set([file])): string[] {
  return importsOf(file).flatMap((imported) => {
    const name = relative(ROOT, imported);
    if (seen.has(imported) || name.startsWith('dist')) return [];
    seen.add(imported);
    if (!existsSync(imported)) return [`${relative(ROOT, file)} imports ${name}`];
    return missing(imported, seen);
  });
}

describe('a program that Node runs from its sources', () => {
  it.each(PROGRAMS)('imports only files that exist: %s', (program) => {
    expect(missing(join(ROOT, program))).toEqual([]);
  });
});

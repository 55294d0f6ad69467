import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { markdownTable } from '../../../testing/markdown-table.ts';
import { CLOSE, ERROR_CODES } from './constants.js';
import { declaredFields, type Fields } from './testing/declared-fields.js';

const docs = readFileSync(join(import.meta.dirname, '../../../docs/protocol.md'), 'utf8');

const table = (header: string): string[][] => markdownTable(docs, header);

/** Parses the code span at the start of a cell, e.g. `{turn_id, marks: [{end}]}`. */
function documentedFields(cell: string): Fields {
  const [, span = ''] = /^`(\{.*?\})`/.exec(cell) ?? [];
  const json = span
    .replaceAll(/\[(\{.*?\})\]/g, '$1')
    .replaceAll(/([\w]+\??)(?=\s*[,}])/g, '"$1":null')
    .replaceAll(/([\w]+\??):(?=\s*\{)/g, '"$1":');
  return JSON.parse(json) as Fields;
}

/** The rows of a table by the names in their first cell. */
const documented = (header: string): [name: string, Fields][] =>
  table(header).flatMap(([first = '', data = '']) => {
    const [, kind = ''] = /^(data|cmd) /.exec(first) ?? [];
    const names = [...first.matchAll(/`(\w+)`/g)].map(([, name]) => `${kind} ${name}`.trim());
    return (names.length > 0 ? names : [first]).map((name): [string, Fields] => [
      name,
      documentedFields(data),
    ]);
  });

/** The fields of a declared message, with nested ones only if the docs list them. */
function asDetailedAs(shown: Fields, declared: Fields): Fields {
  return Object.fromEntries(
    Object.entries(declared).map(([name, nested]) => {
      const inner = shown[name];
      return [name, nested && inner ? asDetailedAs(inner, nested) : null];
    }),
  );
}

const withPrefix = (prefix: string, fields: Fields): [string, Fields][] =>
  Object.entries(fields).map(([name, nested]) => [`${prefix}${name}`, nested!]);

const withoutType = ({ type: _, ...fields }: Fields): Fields => fields;

describe('docs/protocol.md', () => {
  const client = new Map(documented('name'));
  const server = new Map(documented('message'));
  const clientTypes = withPrefix('', declaredFields('ClientCommands'));
  const serverTypes = [
    ...withPrefix('data ', declaredFields('ServerData')),
    ...withPrefix('cmd ', declaredFields('ServerCommands')),
    ['audio', withoutType(declaredFields('AudioMessage'))] as const,
    ['error', withoutType(declaredFields('ErrorMessage'))] as const,
  ];

  it('lists the messages of both sides', () => {
    expect([...client.keys()].sort()).toEqual(clientTypes.map(([name]) => name).sort());
    expect([...server.keys()].sort()).toEqual(serverTypes.map(([name]) => name).sort());
  });

  it.each(clientTypes)('lists the fields of the client command %s', (name, declared) => {
    const shown = client.get(name) ?? {};
    expect(shown).toEqual(asDetailedAs(shown, declared));
  });

  it.each(serverTypes)('lists the fields of the server message %s', (name, declared) => {
    const shown = server.get(name) ?? {};
    expect(shown).toEqual(asDetailedAs(shown, declared));
  });

  it('lists the error codes', () => {
    expect(table('error code').map(([code]) => code!.replaceAll('`', ''))).toEqual([...ERROR_CODES]);
  });

  it('lists the close codes', () => {
    expect(table('close code').map(([code]) => Number(code))).toEqual(Object.values(CLOSE));
  });
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { markdownTable } from '../../../testing/markdown-table';
import { TOOL_DEFINITIONS } from './definitions/tool-definitions';
import { RULES } from './policy/rules';

const docs = readFileSync(join(import.meta.dirname, '../../../docs/tools.md'), 'utf8');

const code = (cell: string): string => /^`(.*)`$/.exec(cell)?.[1] ?? cell;

describe('docs/tools.md', () => {
  const tools = markdownTable(docs, 'tool');
  const rules = markdownTable(docs, 'rule');

  it('lists the tools in the order of the definitions', () => {
    expect(tools.map(([name]) => code(name!))).toEqual(TOOL_DEFINITIONS.map(({ name }) => name));
  });

  it.each(TOOL_DEFINITIONS.map((tool) => [tool.name, tool] as const))(
    'lists the parameters and the rules of %s',
    (name, { parameters: { properties, required } }) => {
      const [, parameters, , asks] = tools.find(([first]) => code(first!) === name)!;
      const fields = Object.keys(properties).map((field) => (required.includes(field) ? field : `${field}?`));
      expect(code(parameters!)).toBe(`{${fields.join(', ')}}`);
      const own = RULES.filter((rule) => rule.tools.includes(name)).map((rule) => rule.name);
      expect(asks).toBe(own.join(', ') || 'never');
    },
  );

  it('lists the rules with their verdicts, and which of them the words of the user lift', () => {
    expect(rules.map(([name, verdict, , named]) => [code(name!), verdict, named])).toEqual(
      RULES.map(({ name, verdict, named }) => [
        name,
        verdict === 'deny' ? 'refuses' : 'asks',
        named ? 'yes' : 'no',
      ]),
    );
  });
});

/** Reads the fields of the message types from their source, so that tests can compare other places with them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** The fields of a message by name; optional ones with a `?`. Null if the type of the field has no fields itself. */
export type Fields = { [name: string]: Fields | null };

const sources = ['messages.ts', 'answer-messages.ts', 'tool-messages.ts'].map((file) =>
  ts.createSourceFile(
    file,
    readFileSync(join(import.meta.dirname, '..', file), 'utf8'),
    ts.ScriptTarget.ESNext,
    true,
  ),
);

const interfaces = new Map(
  sources
    .flatMap(({ statements }) => statements.filter(ts.isInterfaceDeclaration))
    .map((each) => [each.name.text, each] as const),
);

/** @param name of an interface */
export function declaredFields(name: string): Fields {
  const found = interfaces.get(name);
  if (!found) throw new Error(`There is no interface ${name} of messages.`);
  return fieldsOf(found.members);
}

const fieldsOf = (members: ts.NodeArray<ts.TypeElement>): Fields =>
  Object.fromEntries(
    members.filter(ts.isPropertySignature).map(({ name, questionToken, type }) => {
      const text = ts.isIdentifier(name) ? name.text : name.getText();
      return [questionToken ? `${text}?` : text, nestedFields(type)];
    }),
  );

function nestedFields(type: ts.TypeNode | undefined): Fields | null {
  if (!type) return null;
  if (ts.isArrayTypeNode(type)) return nestedFields(type.elementType);
  if (ts.isTypeLiteralNode(type)) return fieldsOf(type.members);
  if (ts.isTypeReferenceNode(type) && ts.isIdentifier(type.typeName)) {
    const found = interfaces.get(type.typeName.text);
    return found ? fieldsOf(found.members) : null;
  }
  return null;
}

import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { projectRoot } from '../../common/files/project-root.js';

const SOURCES = join(projectRoot(), 'backend/src');

interface DocumentedClass {
  file: string;
  name: string;
  properties: Map<string, string>;
}

/** The doc comments of the properties of the backend's option classes, read from the sources. */
export class DocComments {
  readonly #classes: DocumentedClass[];

  constructor() {
    const files = globSync(
      ['config/**/*.dto.ts', 'provider-kit/provider-options.ts', '{vad,stt,llm,tts}/**/*.ts'],
      { cwd: SOURCES },
    );
    this.#classes = files.filter((file) => !file.endsWith('.spec.ts')).flatMap((file) => classesOf(file));
  }

  /**
   * @param folder preferred if several classes have that name, e.g. `stt/`
   * @returns the first paragraph in one line
   */
  of(Type: new () => object, property: string, folder: string): string | undefined {
    for (
      let at: object | null = Type;
      typeof at === 'function' && at.name;
      at = Object.getPrototypeOf(at) as object | null
    ) {
      const { name } = at;
      const named = this.#classes.filter((found) => found.name === name);
      const best = named.find(({ file }) => file.startsWith(folder)) ?? named[0];
      const text = best?.properties.get(property);
      if (text) return text;
    }
    return undefined;
  }
}

function classesOf(file: string): DocumentedClass[] {
  const source = ts.createSourceFile(
    file,
    readFileSync(join(SOURCES, file), 'utf8'),
    ts.ScriptTarget.ESNext,
    true,
  );
  return source.statements.filter(ts.isClassDeclaration).map((declaration) => ({
    file,
    name: declaration.name?.text ?? '',
    properties: new Map(declaration.members.filter(ts.isPropertyDeclaration).flatMap(describedProperty)),
  }));
}

function describedProperty(member: ts.PropertyDeclaration): [string, string][] {
  const text = ts
    .getJSDocCommentsAndTags(member)
    .filter(ts.isJSDoc)
    .map(({ comment }) => ts.getTextOfJSDocComment(comment) ?? '')
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim();
  return text ? [[member.name.getText(), text]] : [];
}

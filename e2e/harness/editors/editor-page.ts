/** Pages with public editors. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Plugin, type Rolldown } from 'vite';

/** Their packages are development dependencies of this project. */
export const EDITORS = [
  ...['lexical', 'prosemirror', 'slate', 'quill', 'codemirror', 'trix', 'react', 'vue'],
  ...['textarea', 'contenteditable'],
] as const;

/** Theirs are not, because of their size, licence or age: a folder of the bench's user has those of packages.json. */
export const FOLDER_EDITORS = ['monaco', 'tinymce', 'ckeditor', 'draft'] as const;

/** A file of `pages`. */
export type EditorName = (typeof EDITORS)[number] | (typeof FOLDER_EDITORS)[number];

const PAGES = join(import.meta.dirname, 'pages');

const HOW_TO_INSTALL = `copy ${join(import.meta.dirname, 'packages.json')} into a folder as package.json, run npm install --legacy-peer-deps there, and name the folder.`;

/** Draft.js needs functions that React 19 has no longer. */
const OLD_REACT: Partial<Record<EditorName, Record<string, string>>> = {
  draft: { react: 'react-18', 'react-dom': 'react-dom-18' },
};

/**
 * @param folder of the bench's user
 * @returns the editors that can be measured, and a sentence about those that cannot. @throws Error if there is a folder
 *   without packages
 */
export function editorsWith(folder: string | undefined): { names: readonly EditorName[]; missing?: string } {
  if (folder !== undefined) {
    withPackages(folder);
    return { names: [...EDITORS, ...FOLDER_EDITORS] };
  }
  return { names: EDITORS, missing: `Without ${FOLDER_EDITORS.join(', ')}: ${HOW_TO_INSTALL}` };
}

/**
 * @param folder where the packages of FOLDER_EDITORS are
 * @returns HTML with everything in it. @throws Error if the folder has no packages
 */
export async function editorPage(name: EditorName, folder?: string): Promise<string> {
  const isOfFolder = FOLDER_EDITORS.some((other) => other === name);
  const built = (await build({
    configFile: false,
    logLevel: 'error',
    root: PAGES,
    plugins: isOfFolder ? [packagesOf(withPackages(folder), OLD_REACT[name] ?? {})] : [],
    // As in production, also where Vitest has set NODE_ENV.
    resolve: { conditions: ['module', 'browser', 'production'] },
    define: {
      'process.env.NODE_ENV': '"production"',
      global: 'globalThis',
      __VUE_OPTIONS_API__: 'true',
      __VUE_PROD_DEVTOOLS__: 'false',
      __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
    },
    build: {
      write: false,
      minify: false,
      cssCodeSplit: false,
      chunkSizeWarningLimit: Infinity,
      assetsInlineLimit: Infinity,
      lib: { entry: join(PAGES, `${name}.js`), formats: ['es'], fileName: name, cssFileName: name },
      rolldownOptions: { output: { codeSplitting: false } },
    },
  })) as Rolldown.RolldownOutput[];
  const output = built.flatMap((bundle) => bundle.output);
  const script = output.flatMap((file) => (file.type === 'chunk' ? [file.code] : [])).join('\n');
  const styles = output.flatMap((file) =>
    file.fileName.endsWith('.css') && file.type === 'asset' ? [String(file.source)] : [],
  );
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>${name}</title><style>${styles.join('\n')}
    #editor { height: 200px }</style><h1>${name}</h1><button>Elsewhere</button><div id="editor"></div>
    <script type="module">${script.replaceAll('</script', String.raw`<\/script`)}</script></html>`;
}

function withPackages(folder: string | undefined): string {
  if (folder !== undefined && existsSync(join(folder, 'node_modules'))) return folder;
  throw new Error(`There are no editors in ${folder}: ${HOW_TO_INSTALL}`);
}

/** Resolves packages from the folder, under other names where it says so. */
function packagesOf(folder: string, names: Record<string, string>): Plugin {
  const importer = join(folder, 'index.js');
  return {
    name: 'packages-of-folder',
    enforce: 'pre',
    async resolveId(source, from, options) {
      const [, name = '', rest = ''] = /^(@[^/]+\/[^/]+|[^./@][^/]*)(\/.*)?$/.exec(source) ?? [];
      if (name === '' || source.includes('\0')) return null;
      const other = names[name];
      if (other) return this.resolve(other + rest, importer, { ...options, skipSelf: true });
      return from?.startsWith(PAGES) ? this.resolve(source, importer, { ...options, skipSelf: true }) : null;
    },
  };
}

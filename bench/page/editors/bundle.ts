/** Pages with public editors, made from the packages in a folder of the bench's user. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Plugin, type Rolldown } from 'vite';

/** One for each file of `pages`. */
export const EDITORS = [
  ...[
    'lexical',
    'prosemirror',
    'slate',
    'quill',
    'codemirror',
    'monaco',
    'tinymce',
    'ckeditor',
    'trix',
    'draft',
  ],
  ...['react', 'vue', 'textarea', 'contenteditable'],
] as const;

export type EditorName = (typeof EDITORS)[number];

const PAGES = join(import.meta.dirname, 'pages');

/** Draft.js needs functions that React 19 has no longer. */
const OLD_REACT: Partial<Record<EditorName, Record<string, string>>> = {
  draft: { react: 'react-18', 'react-dom': 'react-dom-18' },
};

/** @returns HTML with everything in it. @throws Error if the folder has no packages */
export async function editorPage(name: EditorName, folder: string): Promise<string> {
  if (!existsSync(join(folder, 'node_modules'))) {
    throw new Error(
      `There are no editors in ${folder}: copy ${join(import.meta.dirname, 'packages.json')} there as package.json, and run npm install --legacy-peer-deps.`,
    );
  }
  const built = (await build({
    configFile: false,
    logLevel: 'error',
    root: PAGES,
    plugins: [packagesOf(folder, OLD_REACT[name] ?? {})],
    define: {
      'process.env.NODE_ENV': '"production"',
      global: 'globalThis',
      __VUE_OPTIONS_API__: 'true',
      __VUE_PROD_DEVTOOLS__: 'false',
      __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
    },
    build: {
      write: false,
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

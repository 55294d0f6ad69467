/**
 * Which part of the code may know which. Arrows go down: a folder of the backend imports only from those that stand below
 * it in LAYERS. docs/architecture.md has the picture.
 */

/** The backend's folders, the highest first. Folders in one line do not know each other. */
const LAYERS = [
  ['cli'],
  ['health', 'catalog', 'mcp-server'],
  ['agents'],
  ['gateway', 'telemetry'],
  ['auth', 'tls'],
  ['session'],
  ['mcp'],
  ['config'],
  ['main-control'],
  ['skills'],
  ['user-data', 'recording', 'weather'],
  ['stt', 'llm', 'tts', 'vad'],
  ['tools'],
  ['provider-kit'],
  ['language'],
  ['common'],
];

/** The folders of the extension's lib, likewise. Entrypoints and components stand above them. */
const EXTENSION_LAYERS = [
  ['host', 'panel', 'test-build'],
  ['messaging'],
  ['session', 'reminders'],
  ['tools'],
  ['browser'],
  ['page'],
  ['tool-contract'],
  ['microphone'],
  ['audio', 'pairing'],
  ['settings', 'version'],
];

const TESTING = '(^|/)testing/';

/** @returns a rule for each folder of `root`: it imports from itself, from lower layers, and from outside of `root`. */
const downward = (root, layers) =>
  layers.flatMap((layer, i) =>
    layer.map((name) => ({
      name: `${name}-knows-only-lower-layers`,
      severity: 'error',
      from: { path: `^${root}/${name}/`, pathNot: TESTING },
      to: {
        path: `^${root}/`,
        pathNot: [name, ...layers.slice(i + 1).flat()].map((lower) => `^${root}/${lower}/`),
      },
    })),
  );

/** @returns a rule that finds folders of `root` without a layer. */
const layered = (root, layers) => ({
  name: `every-folder-of-${root.replace('/', '-')}-has-a-layer`,
  severity: 'error',
  from: { path: `^${root}/[^/]+/`, pathNot: [TESTING, ...layers.flat().map((name) => `^${root}/${name}/`)] },
  to: {},
});

export default {
  forbidden: [
    ...downward('backend/src', LAYERS),
    layered('backend/src', LAYERS),
    ...downward('extension/lib', EXTENSION_LAYERS),
    layered('extension/lib', EXTENSION_LAYERS),
    {
      name: 'lib-knows-no-entrypoints-or-components',
      severity: 'error',
      from: { path: '^extension/lib/', pathNot: TESTING },
      to: { path: '^extension/(entrypoints|components)/' },
    },
    {
      name: 'production-knows-no-test-helpers',
      severity: 'error',
      from: { pathNot: TESTING },
      to: { path: TESTING },
    },
    {
      name: 'test-build-only-from-entrypoints',
      severity: 'error',
      from: { path: '^extension/', pathNot: '^extension/(entrypoints|lib/test-build)/' },
      to: { path: '^extension/lib/test-build/' },
    },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-cycles-between-folders',
      severity: 'error',
      scope: 'folder',
      from: {},
      to: { circular: true },
    },
    {
      name: 'reducer-state-is-main-controls-own',
      severity: 'error',
      from: { pathNot: '^backend/src/main-control/' },
      to: { path: '^backend/src/main-control/reducer/' },
    },
    {
      name: 'a-vendor-knows-no-other-vendor',
      severity: 'error',
      from: { path: '^backend/src/(stt|llm|tts)/providers/([^/]+)/' },
      to: { path: '^backend/src/$1/providers/[^/]+/', pathNot: '^backend/src/$1/providers/$2/' },
    },
    {
      name: 'libraries-stand-alone',
      severity: 'error',
      from: { path: '^libs/' },
      to: { path: '^(backend|extension)/' },
    },
    {
      name: 'the-two-sides-share-only-libraries',
      severity: 'error',
      from: { path: '^(backend|extension)/' },
      to: { path: '^(backend|extension)/', pathNot: '^$1/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['\\.spec\\.ts$', 'node_modules', '^dist/'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      conditionNames: ['source', 'import', 'node', 'default'],
      exportsFields: ['exports'],
    },
  },
};

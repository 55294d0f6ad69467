/**
 * Which part of the code may know which. Arrows go down: a folder of the backend imports from those that stand below
 * it in LAYERS and from no other. docs/architecture.md has the picture.
 */

/** The backend's folders, the highest first. Folders in one line do not know each other. */
const LAYERS = [
  ['cli'],
  ['health', 'catalog'],
  ['gateway'],
  ['auth'],
  ['session'],
  ['config'],
  ['main-control'],
  ['skills'],
  ['timers'],
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
  ['session'],
  ['microphone'],
  ['audio'],
  ['settings'],
];

/** @returns a rule for each folder: it imports from no folder of its own or a higher layer, nor from `above`. */
const downward = (root, layers, above) =>
  layers.flatMap((layer, i) =>
    layer.map((name) => ({
      name: `${name}-knows-only-lower-layers`,
      severity: 'error',
      from: { path: `^${root}/${name}/` },
      to: {
        path: [
          ...above,
          ...layers
            .slice(0, i + 1)
            .flat()
            .filter((other) => other !== name)
            .map((other) => `^${root}/${other}/`),
        ],
      },
    })),
  );

export default {
  forbidden: [
    ...downward('backend/src', LAYERS, ['^backend/src/[^/]+\\.ts$']),
    ...downward('extension/lib', EXTENSION_LAYERS, ['^extension/(entrypoints|components)/']),
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
      to: { path: '^(backend|extension|testing)/' },
    },
    {
      name: 'the-two-sides-share-only-libraries',
      severity: 'error',
      from: { path: '^extension/' },
      to: { path: '^backend/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['\\.spec\\.ts$', '/testing/', '^testing/', 'node_modules', '^dist/'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      conditionNames: ['source', 'import', 'node', 'default'],
      exportsFields: ['exports'],
    },
  },
};
